package io.postledger.trial.bench;

import io.postledger.store.CatalogueSerializer;
import io.postledger.store.StoredInstants;
import io.postledger.trial.OwnPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.postgresql.PGStatement;

/** The events in PostgreSQL in their order, read through a cursor by plain JDBC, without Axon. */
final class RawLog {
    private static final int FETCH = 2_000;
    private static final String ALL =
            "SELECT position, aggregate_id, sequence, aggregate_type, event_id, name, revision,"
                    + " payload, metadata, recorded_at FROM event_log ORDER BY position";

    private final OwnPostgres postgres;
    private final CatalogueSerializer serializer;

    /** @param serializer that the product reads these events with */
    RawLog(OwnPostgres postgres, CatalogueSerializer serializer) {
        this.postgres = postgres;
        this.serializer = serializer;
    }

    /** Takes a row as it comes. */
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** Seconds to hand every event over. */
    double read(Reader reader) throws SQLException {
        long begin = System.nanoTime();
        try (Connection connection = postgres.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(ALL)) {
                // At once, and not only after some uses: payloads as they are instead of in hexadecimal.
                statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
                statement.setFetchSize(FETCH);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Seconds to take every column of every event from the database. */
    double readBare() throws SQLException {
        long[] bytes = new long[1];
        return read(row -> {
            row.getLong("position");
            row.getLong("sequence");
            bytes[0] += row.getString("aggregate_id").length()
                    + row.getString("aggregate_type").length()
                    + row.getString("event_id").length()
                    + row.getString("name").length()
                    + row.getString("revision").length()
                    + row.getString("recorded_at").length()
                    + row.getBytes("payload").length
                    + row.getBytes("metadata").length;
        });
    }

    /** Seconds to make every event from its bytes as well, payload, metadata and time, by the product's serializer. */
    double readAndDecode() throws SQLException {
        return read(row -> {
            row.getLong("position");
            row.getLong("sequence");
            row.getString("aggregate_id");
            row.getString("aggregate_type");
            row.getString("event_id");
            payload(row);
            MetaData metadata =
                    serializer.deserialize(new SerializedMetaData<>(row.getBytes("metadata"), byte[].class));
            metadata.size();
            StoredInstants.of(row.getString("recorded_at"));
        });
    }

    /** The event of this row. */
    Object payload(ResultSet row) throws SQLException {
        return serializer.deserialize(new SimpleSerializedObject<>(
                row.getBytes("payload"), byte[].class, row.getString("name"), row.getString("revision")));
    }
}
