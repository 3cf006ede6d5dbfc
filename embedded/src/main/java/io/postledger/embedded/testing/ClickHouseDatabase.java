package io.postledger.embedded.testing;

/**
 * An empty ClickHouse database.
 *
 * @param url {@code http://127.0.0.1:PORT}, as client-v2 takes it
 * @param name the database's name
 */
public record ClickHouseDatabase(String url, String name, String user, String password) {

    /** For clickhouse-jdbc. */
    public String jdbcUrl() {
        return "jdbc:clickhouse://" + url.substring("http://".length()) + "/" + name;
    }

    @Override
    public String toString() {
        return "ClickHouseDatabase[" + url + "/" + name + "]";
    }
}
