package io.postledger.embedded.operate;

import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./postledger audit four-eyes}: exports of everything with a second person's approval. */
@Command(
        name = "four-eyes",
        mixinStandardHelpOptions = true,
        description = "Has exports of a whole workspace approved by a second person before they begin.")
final class AuditFourEyesCommand {
    private static final String PATH = "/history-exports";

    private final PrintStream out = System.out;

    @Command(name = "request", description = "Asks for an export; prints the id to approve, and then to export with.")
    int request(
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, for whoever approves; it stands in the log.")
                    String reason,
            @Option(
                            names = "--target",
                            paramLabel = "ID",
                            description = "A post or an account; everything of the workspace where it is left out.")
                    String target,
            @Mixin Auditor auditor)
            throws OperatorException, InterruptedException {
        AuditorApi api = auditor.api();
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("target", target == null ? api.workspace() : target)
                .put("reason", reason);
        out.println(api.send("POST", PATH, body).path("exportId").asString());
        return 0;
    }

    @Command(
            name = "approve",
            description = "Approves what somebody else asked for; an owner, administrator or another auditor may.")
    int approve(@Parameters(paramLabel = "EXPORT") String export, @Mixin Auditor auditor)
            throws OperatorException, InterruptedException {
        auditor.api()
                .send(
                        "PUT",
                        PATH + "/" + OperatorApi.encoded(export) + "/approval",
                        JsonMapper.shared().createObjectNode());
        out.println("Approved: it may begin within a week.");
        return 0;
    }

    @Command(
            name = "rule",
            description =
                    "Says whether everything of the workspace is exported with a second person's approval only. For owners"
                            + " and administrators.")
    int rule(@Parameters(paramLabel = "on|off") String word, @Mixin Auditor auditor)
            throws OperatorException, InterruptedException {
        boolean isOn = word.equals("on");
        if (!isOn && !word.equals("off")) {
            throw new OperatorException("'" + word + "' is neither on nor off");
        }
        auditor.api()
                .send(
                        "PUT",
                        PATH + "/rule",
                        JsonMapper.shared().createObjectNode().put("fourEyes", isOn));
        out.println("Four eyes: " + word);
        return 0;
    }
}
