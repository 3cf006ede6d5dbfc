package io.postledger.store;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;

/**
 * A few connections for what is committed at once, in the middle of somebody's transaction and whatever becomes of that: were
 * the second connection taken from where the first came from, a few commands at once would wait for each other.
 */
public final class OwnConnections {
    private OwnConnections() {}

    /**
     * @param like where these lead to as well
     * @param name for logs and metrics
     */
    public static HikariDataSource to(DataSource like, String name, int most) {
        HikariDataSource connections =
                DataSourceBuilder.derivedFrom(like).type(HikariDataSource.class).build();
        connections.setPoolName(name);
        connections.setMaximumPoolSize(most);
        connections.setMinimumIdle(0);
        return connections;
    }
}
