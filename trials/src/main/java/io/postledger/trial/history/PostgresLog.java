package io.postledger.trial.history;

import io.postledger.privacy.SealedEvents;
import io.postledger.store.CatalogueSerializer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The embedded event log, filled by binary COPY, a transaction for each piece, while the next piece is being made. Nobody else
 * may append meanwhile: positions are given here, from the log's end on and without gaps, and the sequence follows.
 */
public final class PostgresLog implements HistoryLog {
    private static final int PIECE = 5_000;
    private static final String COPY =
            "COPY event_log (position, aggregate_id, sequence, aggregate_type, event_id, name,"
                    + " revision, payload, metadata, recorded_at) FROM STDIN (FORMAT binary)";
    private static final short COLUMNS = 10;
    private static final short END = -1;
    /** As PostgreSQL's manual says it: the signature, no flags, no extension. */
    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection connection;
    private final CatalogueSerializer serializer;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(new AxonThreadFactory("history-loader"));
    private List<DomainEventMessage<?>> piece = new ArrayList<>(PIECE);
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private long position;

    /**
     * @param connection to the product's database, of nobody else; closed with this
     * @param serializer that the product reads these events with
     */
    public PostgresLog(Connection connection, CatalogueSerializer serializer) throws SQLException {
        this.connection = connection;
        this.serializer = serializer;
        position = last();
    }

    private long last() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery("SELECT coalesce(max(position), 0) FROM event_log")) {
            last.next();
            return last.getLong(1);
        }
    }

    @Override
    public void append(List<DomainEventMessage<?>> events) {
        piece.addAll(events);
        if (piece.size() >= PIECE) {
            handOver();
        }
    }

    private void handOver() {
        awaitUnderWay();
        List<DomainEventMessage<?>> full = piece;
        piece = new ArrayList<>(PIECE);
        underWay = CompletableFuture.runAsync(() -> load(full), loader);
    }

    private void awaitUnderWay() {
        try {
            underWay.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The history could not be loaded", e.getCause());
        }
    }

    /** Afterwards the log is ready for others, and its statistics are of what it holds. */
    @Override
    public void flush() {
        handOver();
        awaitUnderWay();
        try (Statement statement = connection.createStatement()) {
            if (position > 0) {
                statement.execute("SELECT setval('event_log_position', " + position + ")");
            }
            statement.execute("VACUUM ANALYZE event_log");
        } catch (SQLException e) {
            throw new IllegalStateException("The history could not be loaded", e);
        }
    }

    @Override
    public TrackingToken head() {
        return GapAwareTrackingToken.newInstance(position, List.of());
    }

    private void load(List<DomainEventMessage<?>> events) {
        try {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                byte[] rows = rows(events);
                copy.writeToCopy(rows, 0, rows.length);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] rows(List<DomainEventMessage<?>> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * 1_024);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(HEADER);
        for (DomainEventMessage<?> event : events) {
            SerializedObject<byte[]> payload = SealedEvents.of(event).serializePayload(serializer, byte[].class);
            out.writeShort(COLUMNS);
            write(out, ++position);
            write(out, event.getAggregateIdentifier());
            write(out, event.getSequenceNumber());
            write(out, event.getType());
            write(out, event.getIdentifier());
            write(out, payload.getType().getName());
            write(out, payload.getType().getRevision());
            write(out, payload.getData());
            write(out, event.serializeMetaData(serializer, byte[].class).getData());
            write(out, DateTimeUtils.formatInstant(event.getTimestamp()));
        }
        out.writeShort(END);
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    @Override
    public void close() {
        loader.shutdown();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
