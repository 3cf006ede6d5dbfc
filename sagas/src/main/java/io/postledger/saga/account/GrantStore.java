package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.AccessToken;
import io.postledger.platform.RefreshToken;
import io.postledger.privacy.PersonalCipher;
import io.postledger.security.TokenCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Grants in PostgreSQL, encrypted. */
@Component
class GrantStore {
    /** An account whose grant is gone. */
    record Lost(String accountId, String workspaceId) {}

    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final PersonalCipher personal;

    GrantStore(JdbcClient jdbc, TokenCipher cipher, PersonalCipher personal) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.personal = personal;
    }

    Optional<StoredGrant> find(String accountId) {
        return select(accountId, "");
    }

    /** Waits for whoever holds it; held until the running transaction ends. */
    Optional<StoredGrant> lock(String accountId) {
        return select(accountId, " FOR UPDATE");
    }

    private Optional<StoredGrant> select(String accountId, String suffix) {
        return jdbc.sql("SELECT * FROM account_grant WHERE account_id = ?" + suffix)
                .param(accountId)
                .query((row, number) -> read(row))
                .optional();
    }

    void save(StoredGrant grant) {
        RefreshToken refreshToken = grant.refreshToken();
        GrantedAccount account = new GrantedAccount(
                        grant.accountId(),
                        grant.workspaceId(),
                        grant.account().externalId(),
                        grant.account().handle())
                .sealed(personal);
        jdbc.sql("""
                INSERT INTO account_grant (account_id, workspace_id, platform, external_id, handle,
                                           access_token, refresh_token, expires_at, refresh_at, revoked)
                VALUES (:account, :workspace, :platform, :external, :handle, :access, :refresh, :expires,
                        :refreshAt, :revoked)
                ON CONFLICT (account_id) DO UPDATE SET
                    handle = excluded.handle, access_token = excluded.access_token,
                    refresh_token = COALESCE(excluded.refresh_token, account_grant.refresh_token),
                    expires_at = excluded.expires_at, refresh_at = excluded.refresh_at,
                    revoked = excluded.revoked, loss_reported = FALSE
                """)
                .param("account", grant.accountId())
                .param("workspace", grant.workspaceId())
                .param("platform", grant.platform().name())
                .param("external", account.externalId())
                .param("handle", account.handle())
                .param("access", cipher.encrypt(grant.accessToken().reveal(), "access:" + grant.accountId()))
                .param(
                        "refresh",
                        refreshToken == null
                                ? null
                                : cipher.encrypt(refreshToken.reveal(), "refresh:" + grant.accountId()))
                .param("expires", Timestamp.from(grant.expiresAt()))
                .param("refreshAt", Timestamp.from(grant.refreshAt()))
                .param("revoked", grant.revoked())
                .update();
    }

    /** Those whose time has come, the longest overdue first. */
    List<String> toRefresh(Platform platform, Instant now, int most) {
        return jdbc.sql("""
                SELECT account_id FROM account_grant WHERE platform = ? AND NOT revoked AND refresh_at <= ?
                ORDER BY refresh_at LIMIT ?
                """)
                .params(platform.name(), Timestamp.from(now), most)
                .query(String.class)
                .list();
    }

    /** Refreshing was not possible: nobody tries before then, unless the token has ended. */
    void postpone(String accountId, Instant until) {
        jdbc.sql("UPDATE account_grant SET refresh_at = ? WHERE account_id = ? AND refresh_at < ?")
                .params(Timestamp.from(until), accountId, Timestamp.from(until))
                .update();
    }

    List<Lost> lossesToReport(int most) {
        return jdbc.sql("""
                SELECT account_id, workspace_id FROM account_grant WHERE revoked AND NOT loss_reported
                ORDER BY account_id LIMIT ?
                """)
                .param(most)
                .query((row, number) -> new Lost(row.getString("account_id"), row.getString("workspace_id")))
                .list();
    }

    void lossReported(String accountId) {
        jdbc.sql("UPDATE account_grant SET loss_reported = TRUE WHERE account_id = ? AND revoked")
                .param(accountId)
                .update();
    }

    void markRevoked(String accountId) {
        jdbc.sql("UPDATE account_grant SET revoked = TRUE WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    /** So that it is refreshed before it is used again. */
    void expire(String accountId) {
        jdbc.sql("UPDATE account_grant SET expires_at = 'epoch', refresh_at = 'epoch' WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    void delete(String accountId) {
        jdbc.sql("DELETE FROM account_grant WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    private StoredGrant read(ResultSet row) throws SQLException {
        String accountId = row.getString("account_id");
        byte[] refreshToken = row.getBytes("refresh_token");
        return new StoredGrant(
                accountId,
                row.getString("workspace_id"),
                Platform.valueOf(row.getString("platform")),
                new GrantedAccount(
                                accountId,
                                row.getString("workspace_id"),
                                row.getString("external_id"),
                                row.getString("handle"))
                        .opened(personal),
                new AccessToken(cipher.decrypt(row.getBytes("access_token"), "access:" + accountId)),
                refreshToken == null ? null : new RefreshToken(cipher.decrypt(refreshToken, "refresh:" + accountId)),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("refresh_at").toInstant(),
                row.getBoolean("revoked"));
    }
}
