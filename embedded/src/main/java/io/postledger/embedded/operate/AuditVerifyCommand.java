package io.postledger.embedded.operate;

import io.postledger.ledger.BundleReader;
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
        Consumer<String> reader = show ? says -> out.println(printable(says)) : says -> {};
        try (InputStream in = Files.newInputStream(bundle)) {
            verdict = BundleVerifier.verify(in, trust, reader);
        } catch (IOException e) {
            throw new OperatorException(bundle + " cannot be read: " + e.getMessage());
        }
        verdict.findings().forEach(finding -> out.println(printable(finding.toString())));
        if (verdict.manifest() != null) {
            String workspace = verdict.manifest().selection().workspace();
            out.println(printable("Bundle of installation " + verdict.manifest().origin() + ": "
                    + verdict.manifest().selection().kind() + (workspace == null ? "" : " within " + workspace) + ", "
                    + verdict.events() + " of "
                    + verdict.manifest().events() + " events, under the head of "
                    + verdict.manifest().head().size() + " signed at "
                    + verdict.manifest().head().time()));
        }
        if (!verdict.anchored()) {
            out.println("Held against nothing from elsewhere: the keys are the bundle's own (--anchor FILE).");
        }
        if (verdict.manifest() != null && verdict.manifest().isReadable()) {
            out.println(
                    "What is said beside the events (renderings) is what the installation read then, by its own word:"
                            + " signed, and not part of the proof.");
        }
        if (verdict.isGood()) {
            out.println("Proven: nothing is altered, missing, added or out of order.");
        } else if (verdict.isProven()) {
            out.println("The events are proven. RENDERINGS ARE NOT WHAT WAS SIGNED: "
                    + verdict.findings().size() + " findings.");
        } else {
            out.println("NOT PROVEN: " + verdict.findings().size() + " findings.");
        }
        return verdict.isGood() ? 0 : 1;
    }

    /** Somebody's words may hold what moves a terminal. */
    private static String printable(String says) {
        return says.replaceAll("\\p{Cntrl}", "?");
    }

    private Trust trust() throws OperatorException {
        List<LedgerKey> keys = new ArrayList<>();
        List<TreeHead> heads = new ArrayList<>();
        for (Path anchor : anchors) {
            try {
                Trust one = BundleReader.readTrust(Files.readAllLines(anchor));
                keys.addAll(one.keys());
                heads.addAll(one.heads());
            } catch (IOException | IllegalArgumentException e) {
                throw new OperatorException(anchor + " is no file of keys and heads: " + e.getMessage());
            }
        }
        return new Trust(keys, heads);
    }
}
