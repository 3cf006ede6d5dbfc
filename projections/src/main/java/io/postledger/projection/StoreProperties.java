package io.postledger.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where views and tables are kept.
 *
 * @param storePatience how long a batch waits for a store that is away before its event processor takes it up anew
 * @param letters how many events that failed are kept of a projection
 * @param oldGenerationGrace how long a projection's old copy is kept after readers were switched to a rebuilt one
 * @param buildShare of the processors, which rebuilds have while commands are handled
 */
@ConfigurationProperties("postledger")
record StoreProperties(
        Mongo mongodb,
        ClickHouse clickhouse,
        @DefaultValue("30s") Duration storePatience,
        @DefaultValue LetterLimits letters,
        @DefaultValue("5m") Duration oldGenerationGrace,
        @DefaultValue("0.15") double buildShare) {
    /** @param uri connection string of MongoDB, with the database's name */
    record Mongo(String uri) {}

    /** @param url of ClickHouse's HTTP interface, without a database */
    record ClickHouse(
            String url,
            @DefaultValue("postledger") String database,
            @DefaultValue("default") String user,
            @DefaultValue("") String password) {
        @Override
        public String toString() {
            return "ClickHouse[" + url + ", " + database + "]";
        }
    }

    Duration patience() {
        return storePatience;
    }

    @Override
    public String toString() {
        return "StoreProperties";
    }
}
