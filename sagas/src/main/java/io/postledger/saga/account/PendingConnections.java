package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.Pkce;
import io.postledger.privacy.PersonalCipher;
import io.postledger.security.TokenCipher;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Connections that were begun and have not come back, in PostgreSQL. */
@Component
class PendingConnections {
    /** One connection under way; {@code codeVerifier} is secret. */
    record Pending(
            String accountId,
            String workspaceId,
            String actor,
            Platform platform,
            String codeVerifier,
            URI redirectUri,
            Instant expiresAt,
            @Nullable String externalId) {
        /** Without the verifier. */
        @Override
        public String toString() {
            return "Pending[" + accountId + "]";
        }
    }

    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final PersonalCipher personal;

    PendingConnections(JdbcClient jdbc, TokenCipher cipher, PersonalCipher personal) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.personal = personal;
    }

    void add(String state, Pending pending, Instant now) {
        jdbc.sql("DELETE FROM pending_connection WHERE expires_at < ?")
                .param(Timestamp.from(now))
                .update();
        String key = hash(state);
        AskedAccount asked = new AskedAccount(
                        pending.accountId(),
                        pending.workspaceId(),
                        pending.externalId(),
                        pending.redirectUri().toString())
                .sealed(personal);
        jdbc.sql("""
                INSERT INTO pending_connection (state_hash, account_id, workspace_id, actor, platform,
                                                code_verifier, redirect_uri, expires_at, external_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        key,
                        pending.accountId(),
                        pending.workspaceId(),
                        pending.actor(),
                        pending.platform().name(),
                        cipher.encrypt(pending.codeVerifier(), key),
                        asked.redirectUri(),
                        Timestamp.from(pending.expiresAt()),
                        asked.externalId())
                .update();
    }

    /** Takes the connection away, so that its state is used once; waits for another who is taking it. */
    Optional<Pending> take(String state) {
        String key = hash(state);
        return jdbc.sql("DELETE FROM pending_connection WHERE state_hash = ? RETURNING *")
                .param(key)
                .query((row, number) -> read(row, key))
                .optional();
    }

    private Pending read(ResultSet row, String key) throws SQLException {
        AskedAccount asked = new AskedAccount(
                        row.getString("account_id"),
                        row.getString("workspace_id"),
                        row.getString("external_id"),
                        row.getString("redirect_uri"))
                .opened(personal);
        return new Pending(
                asked.accountId(),
                asked.workspaceId(),
                row.getString("actor"),
                Platform.valueOf(row.getString("platform")),
                cipher.decrypt(row.getBytes("code_verifier"), key),
                URI.create(asked.redirectUri()),
                row.getTimestamp("expires_at").toInstant(),
                asked.externalId());
    }

    /** SHA-256 in base64url, which is what PKCE calls a challenge. */
    private static String hash(String state) {
        return Pkce.challengeOf(state);
    }
}
