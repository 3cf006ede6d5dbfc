package io.postledger.trial.history;

import io.postledger.store.CatalogueSerializer;
import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import io.postledger.trial.LaunchCommand;
import io.postledger.trial.OwnPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./postledger trial history}. */
@Command(
        name = "history",
        sortOptions = false,
        description = "Fills an empty data folder with months of use, made up, for a look or a measurement.")
public final class HistoryCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Data folder, new or without events.")
    private Path data;

    @Option(names = "--events", paramLabel = "N", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description = "Puts the events into this Axon Server, which has none yet.")
    private @Nullable String axonServer;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Figures figures = new Figures(System.out);
        // A start makes the folder, its secrets and every table.
        try (Installation installation = new Installation(LaunchCommand.script(), data, options())) {
            figures.show("first start", installation.start(), "s");
            installation.stop();
        }
        try (OwnPostgres postgres = OwnPostgres.ofInstallation(data);
                Connection connection = postgres.connect();
                History history = new History(seed, History.workspacesFor(events))) {
            fill(figures, history, postgres, connection);
        }
        System.out.println("./postledger run --data " + data + " " + String.join(" ", options())
                + " starts on it; everybody's password is \"" + History.PASSWORD
                + "\", the first user is person.0-0@history.example.");
        return 0;
    }

    private List<String> options() {
        return axonServer == null ? List.of() : List.of("--axon-server", axonServer);
    }

    private HistoryLog log(OwnPostgres postgres, CatalogueSerializer serializer) throws SQLException {
        return axonServer == null
                ? new PostgresLog(postgres.connect(), serializer)
                : new AxonServerLog(axonServer, serializer);
    }

    private void fill(Figures figures, History history, OwnPostgres postgres, Connection connection)
            throws SQLException {
        long begin = System.nanoTime();
        try (Connection keys = postgres.connect();
                HistoryLog log = log(postgres, ProductSerializer.of(data, keys))) {
            figures.show("events", history.until(events, log::append), "");
            log.flush();
            figures.show("made and loaded", (System.nanoTime() - begin) / 1e9, "s");
            HistorySettlement.register(connection, history.people());
            HistorySettlement.passProcesses(connection, log.head());
        }
    }
}
