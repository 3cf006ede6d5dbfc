package io.postledger.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class SharedTestStoresIT {

    @Test
    void givenTwoCalls_whenATableIsMadeInOne_thenTheOtherIsEmpty() throws SQLException {
        PostgresDatabase one = TestStores.newPostgresDatabase();
        PostgresDatabase other = TestStores.newPostgresDatabase();

        execute(one, "CREATE TABLE t (id int)");

        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        assertThat(tables(one)).isEqualTo(1);
        assertThat(tables(other)).isZero();
    }

    @Test
    void givenMongoDatabases_whenWritten_thenEachHoldsItsOwn() {
        MongoDatabase one = TestStores.newMongoDatabase();
        MongoDatabase other = TestStores.newMongoDatabase();
        try (MongoClient client = MongoClients.create(one.uri())) {
            client.getDatabase(one.name()).getCollection("c").insertOne(new Document("_id", 1));

            assertThat(client.getDatabase(one.name()).getCollection("c").countDocuments())
                    .isEqualTo(1);
            assertThat(client.getDatabase(other.name()).getCollection("c").countDocuments())
                    .isZero();
        }
    }

    @Test
    void givenClickHouseDatabases_whenATableIsMadeInOne_thenTheOtherIsEmpty() throws SQLException {
        ClickHouseDatabase one = TestStores.newClickHouseDatabase();
        ClickHouseDatabase other = TestStores.newClickHouseDatabase();
        try (Connection connection = DriverManager.getConnection(one.jdbcUrl(), one.user(), one.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id UInt32) ENGINE = MergeTree ORDER BY id");
        }

        assertThat(clickHouseTables(one)).isEqualTo(1);
        assertThat(clickHouseTables(other)).isZero();
    }

    private static int clickHouseTables(ClickHouseDatabase database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count() FROM system.tables WHERE database = currentDatabase()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(PostgresDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int tables(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
