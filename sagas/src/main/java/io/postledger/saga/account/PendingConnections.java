package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.Pkce;
import io.postledger.security.TokenCipher;
import java.net.URI;
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

    PendingConnections(JdbcClient jdbc, TokenCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    void add(String state, Pending pending, Instant now) {
        jdbc.sql("DELETE FROM pending_connection WHERE expires_at < ?")
                .param(Timestamp.from(now))
                .update();
        String key = hash(state);
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
                        pending.redirectUri().toString(),
                        Timestamp.from(pending.expiresAt()),
                        pending.externalId())
                .update();
    }

    /** Takes the connection away, so that its state is used once; waits for another who is taking it. */
    Optional<Pending> take(String state) {
        String key = hash(state);
        return jdbc.sql("DELETE FROM pending_connection WHERE state_hash = ? RETURNING *")
                .param(key)
                .query((row, number) -> new Pending(
                        row.getString("account_id"),
                        row.getString("workspace_id"),
                        row.getString("actor"),
                        Platform.valueOf(row.getString("platform")),
                        cipher.decrypt(row.getBytes("code_verifier"), key),
                        URI.create(row.getString("redirect_uri")),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getString("external_id")))
                .optional();
    }

    /** SHA-256 in base64url, which is what PKCE calls a challenge. */
    private static String hash(String state) {
        return Pkce.challengeOf(state);
    }
}
