package io.postledger.trial;

import io.postledger.trial.bench.BenchCommand;
import io.postledger.trial.forget.ForgetCommand;
import io.postledger.trial.history.HistoryCommand;
import io.postledger.trial.ledger.LedgerCommand;
import io.postledger.trial.publish.PublishCommand;
import io.postledger.trial.rebuild.RebuildCommand;
import io.postledger.trial.smoke.SmokeCommand;
import io.postledger.trial.storm.StormCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./postledger trial NAME}. Exits with 0 when the trial held, with 1 when it fell short. */
@Command(
        name = "postledger trial",
        description = "Tries the running product, and prints what was measured.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            SmokeCommand.class,
            PublishCommand.class,
            StormCommand.class,
            HistoryCommand.class,
            BenchCommand.class,
            RebuildCommand.class,
            ForgetCommand.class,
            LedgerCommand.class
        })
public final class TrialMain {
    private TrialMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrialMain()).execute(arguments));
    }
}
