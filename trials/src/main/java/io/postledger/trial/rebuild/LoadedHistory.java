package io.postledger.trial.rebuild;

import io.postledger.trial.Installation;
import io.postledger.trial.Part;
import io.postledger.trial.Waiting;
import io.postledger.trial.history.History;
import io.postledger.trial.history.HistoryLog;
import io.postledger.trial.history.HistorySettlement;
import io.postledger.trial.history.Member;
import io.postledger.trial.history.PostgresLog;
import io.postledger.trial.history.ProductSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Fills an installation that has only just been started for the first time. */
final class LoadedHistory {
    private static final Duration FIRST_USER = Duration.ofSeconds(60);

    private LoadedHistory() {}

    /**
     * Puts a history into its log, and returns once the product takes requests again: it is killed for this, and kept from its work
     * until all events are there, so that its processes begin after them.
     *
     * @return somebody of the history, who may write
     */
    static Member into(Installation installation, long seed, long events) throws IOException, SQLException {
        Path firstUser = installation.data().resolve("run").resolve("demo-user.registered");
        Waiting.until(FIRST_USER, "the launcher has registered its user", () -> Files.exists(firstUser));
        try (Connection settlement = installation.connectToPostgres();
                Connection keys = installation.connectToPostgres();
                HistoryLog log = new PostgresLog(
                        installation.connectToPostgres(), ProductSerializer.of(installation.data(), keys));
                History history = new History(seed, History.workspacesFor(events))) {
            settlement.setAutoCommit(false);
            try (Statement lock = settlement.createStatement()) {
                lock.execute("LOCK TABLE processor_token IN ACCESS EXCLUSIVE MODE");
            }
            long killed = installation.kill(Part.PRODUCT);
            history.until(events, log::append);
            log.flush();
            HistorySettlement.register(settlement, history.people());
            HistorySettlement.passProcesses(settlement, log.head());
            settlement.commit();
            installation.awaitAnother(Part.PRODUCT, killed);
            return history.people().get(0);
        }
    }
}
