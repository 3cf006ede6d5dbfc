package io.postledger.projection.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ConnectionInitiationException;
import com.clickhouse.client.api.DataTransferException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.TransportException;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.postledger.projection.ProjectionStore;
import io.postledger.projection.StorePatience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The ClickHouse database that holds analytics tables. Connects when it is first used, so that the product may start
 * before it. Tables are made from the numbered files on the classpath by {@link ClickHouseMigrator}.
 */
public final class ClickHouseStore implements ProjectionStore, AutoCloseable {
    /** UNKNOWN_TABLE, UNKNOWN_DATABASE. */
    private static final Set<Integer> NOT_THERE = Set.of(60, 81);

    private static final int CONNECT_SECONDS = 2;
    private static final int SOCKET_SECONDS = 60;
    private static final int PING_MILLIS = 2_000;
    /**
     * ClickHouse's error codes that time alone can mend: SOCKET_TIMEOUT, NETWORK_ERROR, TOO_MANY_SIMULTANEOUS_QUERIES,
     * MEMORY_LIMIT_EXCEEDED, TOO_MANY_PARTS, TABLE_IS_READ_ONLY, ALL_CONNECTION_TRIES_FAILED, ABORTED.
     */
    private static final Set<Integer> PASSING = Set.of(209, 210, 202, 241, 252, 242, 279, 236);

    private final Client client;
    private final String database;
    private final StorePatience patience;

    /**
     * @param url of ClickHouse's HTTP interface
     * @param patience how long work waits for ClickHouse while it is away
     */
    public ClickHouseStore(String url, String database, String user, String password, Duration patience) {
        this.database = database;
        this.patience = new StorePatience(name(), this::isAway, patience);
        client = new Client.Builder()
                .addEndpoint(url)
                .setUsername(user)
                .setPassword(password)
                .setDefaultDatabase(database)
                .setConnectTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                .setSocketTimeout(SOCKET_SECONDS, ChronoUnit.SECONDS)
                .build();
    }

    /**
     * Rows of a query. Values go in as {@code {name:Type}} in the text and are never part of it.
     *
     * @throws com.clickhouse.client.api.ClickHouseException where the query fails
     */
    public List<GenericRecord> query(String sql, Map<String, Object> parameters) {
        return query(database, sql, parameters);
    }

    /** {@link #query} while the given database is the current one. */
    List<GenericRecord> query(String database, String sql, Map<String, Object> parameters) {
        QuerySettings settings = new QuerySettings();
        settings.setDatabase(database);
        return client.queryAll(sql, parameters, settings);
    }

    /** Hands the answer to a query, in any format that it names, to {@code reader}. */
    void read(String database, String sql, Consumer<InputStream> reader) {
        QuerySettings settings = new QuerySettings();
        settings.setDatabase(database);
        try (QueryResponse response = await(client.query(sql, settings))) {
            reader.accept(response.getInputStream());
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    String database() {
        return database;
    }

    /** Runs a statement while the given database is the current one. */
    void execute(String currentDatabase, String sql) {
        CommandSettings settings = new CommandSettings();
        settings.setDatabase(currentDatabase);
        try (CommandResponse response = await(client.execute(sql, settings))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    TableSchema schema(String database, String table) {
        return client.getTableSchema(table, database);
    }

    /** Inserts rows that are encoded as RowBinary, in the order of the table's columns. */
    void insert(String database, String table, byte[] rows) {
        InsertSettings settings = new InsertSettings();
        settings.setDatabase(database);
        try (InsertResponse response =
                await(client.insert(table, new ByteArrayInputStream(rows), ClickHouseFormat.RowBinary, settings))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    @Override
    public ClickHouseTable target(String name) {
        return new ClickHouseTable(this, name);
    }

    /** Whether a failure says that there is no such table or database. */
    static boolean isNotThere(ClickHouseException failure) {
        return failure.getCause() instanceof ServerException server && NOT_THERE.contains(server.getCode());
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public boolean isReachable() {
        return client.ping(PING_MILLIS);
    }

    @Override
    public boolean isAway(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                return PASSING.contains(server.getCode());
            }
            if (cause instanceof ConnectionInitiationException
                    || cause instanceof TransportException
                    || cause instanceof DataTransferException
                    || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public <T> T patiently(Callable<T> work) {
        return patience.call(work);
    }

    @Override
    public void close() {
        patience.close();
        client.close();
    }

    private static <T> T await(Future<T> answer) throws Exception {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static RuntimeException unchecked(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
