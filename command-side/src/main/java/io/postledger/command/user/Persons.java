package io.postledger.command.user;

import io.postledger.api.user.UserId;
import io.postledger.privacy.PersonalCipher;
import io.postledger.privacy.PostgresSubjectKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one place that holds names, addresses and password hashes; here, those of users that the log knows. */
@Component
class Persons implements PersonalDetails {
    private final JdbcClient jdbc;
    private final PersonalCipher cipher;
    private final PostgresSubjectKeys keys;

    Persons(JdbcClient jdbc, PersonalCipher cipher, PostgresSubjectKeys keys) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.keys = keys;
    }

    Optional<Person> find(String email) {
        return jdbc.sql("SELECT * FROM person WHERE (email_hash = ? OR email = ?) AND registered")
                .params(keys.hash(email), email)
                .query(this::person)
                .optional();
    }

    private Person person(ResultSet row, int number) throws SQLException {
        PersonWords words = words(row);
        return new Person(words.userId(), words.displayName(), row.getString("password_hash"));
    }

    private PersonWords words(ResultSet row) throws SQLException {
        return new PersonWords(row.getString("user_id"), row.getString("email"), row.getString("display_name"))
                .opened(cipher);
    }

    @Override
    public Optional<PersonWords> find(UserId userId) {
        return jdbc.sql("SELECT user_id, email, display_name FROM person WHERE user_id = ? AND registered")
                .param(userId.value())
                .query((row, number) -> words(row))
                .optional();
    }

    /** Whether somebody is about to be registered with this address, or was when a process died. */
    boolean isReserved(String email) {
        return jdbc.sql("SELECT 1 FROM person WHERE (email_hash = ? OR email = ?) AND NOT registered")
                .params(keys.hash(email), email)
                .query((row, number) -> true)
                .optional()
                .isPresent();
    }

    boolean isKnown(String userId) {
        return jdbc.sql("SELECT 1 FROM person WHERE user_id = ? AND registered")
                .param(userId)
                .query((row, number) -> true)
                .optional()
                .isPresent();
    }
}
