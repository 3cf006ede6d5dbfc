package io.postledger.embedded.operate;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code ./postledger audit check}: the running installation against its own ledger, for its operator. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Reads the whole log of a running installation, and holds it against the ledger's tree, that against the"
                        + " signed heads, and these against what is anchored outside. For the operator. Repairs nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is as it was signed", "1:something was found", "2:the command was not understood"})
final class AuditCheckCommand implements Callable<Integer> {
    @Mixin
    private WhichInstallation installation;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws OperatorException, InterruptedException {
        OperatorApi api = installation.api();
        long from = 0;
        long found = 0;
        JsonNode piece;
        do {
            piece = api.get("/api/ledger/check?from=" + from);
            for (JsonNode one : piece.path("findings")) {
                found++;
                out.println(one.path("code").asString() + where(one) + ": "
                        + one.path("text").asString());
            }
            if (from == 0) {
                tellAnchors(piece);
            }
            from = piece.path("next").asLong(0);
        } while (piece.path("next").isNumber());
        long size = piece.path("size").asLong();
        out.println(
                found == 0
                        ? "All " + size + " events are as they were signed."
                        : "NOT AS SIGNED: " + found + " findings in " + size + " events. Nothing was changed.");
        return found == 0 ? 0 : 1;
    }

    private void tellAnchors(JsonNode piece) {
        out.println("Held against " + piece.path("heads").asLong() + " anchored heads");
        for (JsonNode place : piece.path("unreadable")) {
            out.println("What is anchored at " + place.asString() + " cannot be read");
        }
    }

    private static String where(JsonNode finding) {
        if (!finding.path("first").isNumber()) {
            return "";
        }
        long first = finding.path("first").asLong();
        long last = finding.path("last").asLong();
        return first == last ? " at leaf " + first : " at leaves " + first + " to " + last;
    }
}
