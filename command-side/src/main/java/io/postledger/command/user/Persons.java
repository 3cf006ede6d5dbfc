package io.postledger.command.user;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one place that holds names, addresses and password hashes; here, those of users that the log knows. */
@Component
class Persons {
    private final JdbcClient jdbc;

    Persons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Person> find(String email) {
        return jdbc.sql("SELECT user_id, display_name, password_hash FROM person WHERE email = ? AND registered")
                .param(email)
                .query((row, number) -> new Person(
                        row.getString("user_id"), row.getString("display_name"), row.getString("password_hash")))
                .optional();
    }

    boolean isKnown(String userId) {
        return jdbc.sql("SELECT 1 FROM person WHERE user_id = ? AND registered")
                .param(userId)
                .query((row, number) -> true)
                .optional()
                .isPresent();
    }
}
