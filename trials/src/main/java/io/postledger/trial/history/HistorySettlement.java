package io.postledger.trial.history;

import io.postledger.store.JsonRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What a history needs in PostgreSQL beside the log, so that the product can be started on it. */
public final class HistorySettlement {
    private HistorySettlement() {}

    /** Lets everybody of the history, which is loaded, sign in with {@link History#PASSWORD}. */
    public static void register(Connection connection, List<Member> people) throws SQLException {
        String hash = new BCryptPasswordEncoder().encode(History.PASSWORD);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO person (user_id, email, display_name, password_hash, registered) VALUES (?, ?, ?, ?, TRUE)"
                        + " ON CONFLICT (user_id) DO NOTHING")) {
            for (Member person : people) {
                insert.setString(1, person.userId().value());
                insert.setString(2, person.email());
                insert.setString(3, person.displayName());
                insert.setString(4, hash);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Processes take up their work after the history: what is in it they did long ago. Directories are no process: they follow
     * from the first event.
     */
    public static void passProcesses(Connection connection, TrackingToken head) throws SQLException {
        Serializer serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(new JsonRules())
                .build();
        SerializedObject<byte[]> stored = serializer.serialize(head, byte[].class);
        try (PreparedStatement move = connection.prepareStatement("UPDATE processor_token SET token = ?, token_type = ?"
                + " WHERE processor <> 'directories-from-log'")) {
            move.setBytes(1, stored.getData());
            move.setString(2, stored.getType().getName());
            move.executeUpdate();
        }
    }
}
