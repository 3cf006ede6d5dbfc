package io.postledger.command.user;

import com.zaxxer.hikari.HikariDataSource;
import io.postledger.privacy.PersonalCipher;
import io.postledger.privacy.PostgresSubjectKeys;
import io.postledger.store.OwnConnections;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes who a person is before the log says that they are registered, and commits it at once, whatever becomes of the
 * command.
 */
@Component
class Reservations implements DisposableBean {
    private static final int CONNECTIONS = 2;

    private final PersonalCipher cipher;
    private final PostgresSubjectKeys keys;
    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Reservations(DataSource dataSource, PersonalCipher cipher, PostgresSubjectKeys keys) {
        this.cipher = cipher;
        this.keys = keys;
        connections = OwnConnections.to(dataSource, "reservations", CONNECTIONS);
        jdbc = JdbcClient.create(connections);
        transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
    }

    /**
     * Reserves an address, in place of whatever reservation there was of this address or for this user. Fails with a
     * duplicate key where the address or the user is registered.
     */
    void reserve(String userId, String email, String displayName, String passwordHash) {
        PersonWords sealed = new PersonWords(userId, email, displayName).sealed(cipher);
        byte[] emailHash = keys.hash(email);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM person WHERE NOT registered AND (email_hash = ? OR email = ? OR user_id = ?)")
                    .params(emailHash, email, userId)
                    .update();
            jdbc.sql("INSERT INTO person (user_id, email, email_hash, display_name, password_hash, registered)"
                            + " VALUES (?, ?, ?, ?, ?, FALSE)")
                    .params(userId, sealed.email(), emailHash, sealed.displayName(), passwordHash)
                    .update();
        });
    }

    @Override
    public void destroy() {
        connections.close();
    }
}
