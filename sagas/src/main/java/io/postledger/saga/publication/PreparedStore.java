package io.postledger.saga.publication;

import io.postledger.platform.Prepared;
import io.postledger.security.TokenCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What networks handed out on the way to a post, encrypted: an upload session's address is as good as a password to it. */
@Component
class PreparedStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final Clock clock;

    PreparedStore(JdbcClient jdbc, TokenCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    Prepared find(String publicationId) {
        return jdbc.sql("SELECT parts FROM publication_prepared WHERE publication_id = ?")
                .param(publicationId)
                .query(byte[].class)
                .optional()
                .map(parts -> new Prepared(JSON.readValue(
                        cipher.decrypt(parts, boundTo(publicationId)), new TypeReference<Map<String, String>>() {})))
                .orElse(Prepared.NOTHING);
    }

    void save(Delivery delivery, Prepared prepared) {
        String publicationId = delivery.publicationId();
        if (prepared.parts().isEmpty()) {
            // What an earlier attempt was handed must not answer for the next.
            delete(publicationId);
            return;
        }
        jdbc.sql("""
                INSERT INTO publication_prepared (publication_id, workspace_id, parts, updated_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (publication_id) DO UPDATE SET parts = excluded.parts, updated_at = excluded.updated_at
                """)
                .params(
                        publicationId,
                        delivery.workspaceId(),
                        cipher.encrypt(JSON.writeValueAsString(prepared.parts()), boundTo(publicationId)),
                        Timestamp.from(clock.instant()))
                .update();
    }

    void delete(String publicationId) {
        jdbc.sql("DELETE FROM publication_prepared WHERE publication_id = ?")
                .param(publicationId)
                .update();
    }

    private static String boundTo(String publicationId) {
        return "prepared:" + publicationId;
    }
}
