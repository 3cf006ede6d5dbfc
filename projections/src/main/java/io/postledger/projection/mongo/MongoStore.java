package io.postledger.projection.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.postledger.projection.ProjectionStore;
import io.postledger.projection.StorePatience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The MongoDB database that holds views. Connects when it is first used, so that the product may start before it.
 * Writes are acknowledged by a majority and journalled: what a position speaks of is on disk before the position is.
 */
public final class MongoStore implements ProjectionStore, AutoCloseable {
    private static final int SERVER_SELECTION_SECONDS = 2;

    private final MongoClient client;
    private final MongoDatabase database;
    private final StorePatience patience;

    /**
     * @param uri connection string with the database's name
     * @param patience how long work waits for the database while it is away
     */
    public MongoStore(String uri, Duration patience) {
        ConnectionString connection = new ConnectionString(uri);
        if (connection.getDatabase() == null) {
            throw new IllegalArgumentException("postledger.mongodb.uri names no database");
        }
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .build());
        database = client.getDatabase(connection.getDatabase());
        this.patience = new StorePatience(name(), this::isAway, patience);
    }

    MongoDatabase database() {
        return database;
    }

    @Override
    public MongoView target(String name) {
        return new MongoView(this, name, List.of());
    }

    @Override
    public String name() {
        return "mongodb";
    }

    @Override
    public boolean isReachable() {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            return false;
        }
    }

    @Override
    public boolean isAway(Exception failure) {
        return failure instanceof MongoTimeoutException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoSocketException;
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
}
