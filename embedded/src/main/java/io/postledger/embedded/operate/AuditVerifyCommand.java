package io.postledger.embedded.operate;

import io.postledger.ledger.BundleText;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./postledger audit verify}: needs no server, no database and no network. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies an evidence bundle, and says which event is altered, missing, added or out of order.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is proven", "1:something was found", "2:the command was not understood"})
final class AuditVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "The file.")
    private Path bundle;

    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            description = "Keys and heads known from elsewhere, such as a copy of the file that an installation anchors"
                    + " its heads in. Without it the bundle is only held against itself.")
    private List<Path> anchors = new ArrayList<>();

    @Option(names = "--show", description = "Says what each event is, before what was found.")
    private boolean show;

    /** The script names it for commands on an installation; here there is none. */
    @Option(names = "--data", hidden = true)
    private Path data;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws OperatorException {
        Trust trust = trust();
        Verdict verdict;
        Consumer<String> reader = show ? out::println : says -> {};
        try (InputStream in = Files.newInputStream(bundle)) {
            verdict = BundleVerifier.verify(in, trust, reader);
        } catch (IOException e) {
            throw new OperatorException(bundle + " cannot be read: " + e.getMessage());
        }
        verdict.findings().forEach(out::println);
        if (verdict.manifest() != null) {
            out.println("Bundle of installation " + verdict.manifest().origin() + ": "
                    + verdict.manifest().selection().kind() + ", " + verdict.events() + " of "
                    + verdict.manifest().events() + " events, under the head of "
                    + verdict.manifest().head().size() + " signed at "
                    + verdict.manifest().head().time());
        }
        if (!verdict.anchored()) {
            out.println("Held against nothing from elsewhere: the keys are the bundle's own (--anchor FILE).");
        }
        out.println(
                verdict.isGood()
                        ? "Proven: nothing is altered, missing, added or out of order."
                        : "NOT PROVEN: " + verdict.findings().size() + " findings.");
        return verdict.isGood() ? 0 : 1;
    }

    private Trust trust() throws OperatorException {
        List<LedgerKey> keys = new ArrayList<>();
        List<TreeHead> heads = new ArrayList<>();
        for (Path anchor : anchors) {
            try {
                Trust one = BundleText.readTrust(Files.readAllLines(anchor));
                keys.addAll(one.keys());
                heads.addAll(one.heads());
            } catch (IOException | IllegalArgumentException e) {
                throw new OperatorException(anchor + " is no file of keys and heads: " + e.getMessage());
            }
        }
        return new Trust(keys, heads);
    }
}
