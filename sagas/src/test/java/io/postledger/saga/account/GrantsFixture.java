package io.postledger.saga.account;

import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Connectors;
import io.postledger.platform.Grant;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.RefreshToken;
import io.postledger.saga.SagaRoom;
import io.postledger.saga.step.Steps;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Grants of a network that rotates tokens and takes each refresh token once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GrantsFixture {
    static final URI REDIRECT = URI.create("http://127.0.0.1/callback");
    static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";
    static final String HANDLE = "northbike";

    final ScriptedX script = new ScriptedX();
    final List<String> steps = new CopyOnWriteArrayList<>();
    private final Ids ids = new Ids(Clock.systemUTC());

    @TempDir
    static Path folder;

    SagaRoom room;
    PlatformConnector x;
    GrantStore store;
    AccountGrants grants;
    RefreshAhead refreshAhead;

    @BeforeAll
    void aRoom() throws IOException {
        room = new SagaRoom(folder, context -> {
            context.getBeanFactory().addBeanPostProcessor(script);
            context.registerBean("steps", Steps.class, () -> steps::add);
        });
        x = room.bean(Connectors.class).require(Platform.X);
        store = room.bean(GrantStore.class);
        grants = room.bean(AccountGrants.class);
        refreshAhead = room.bean(RefreshAhead.class);
        room.on(ReportAuthorizationLost.class, command -> told(command));
    }

    Object told(ReportAuthorizationLost command) {
        return new CommandResult(command.accountId().value(), 1);
    }

    @AfterEach
    void calm() {
        script.itself();
        steps.clear();
    }

    @AfterAll
    void end() throws IOException {
        room.close();
    }

    AccountId newAccount() {
        return ids.next(AccountId.PREFIX, AccountId::new);
    }

    Grant consented() {
        Pkce pkce = Pkce.generate(new SecureRandom());
        URI consent = x.authorizationUri(new AuthorizationRequest("state", pkce.challenge(), REDIRECT, x.scopes()));
        return x.exchangeCode(room.consent(consent, HANDLE), pkce.verifier(), REDIRECT);
    }

    /** A grant of the network for a new account, stored as ending, and to be refreshed, at the given times. */
    StoredGrant stored(Instant expiresAt, Instant refreshAt) {
        Grant grant = consented();
        return stored(grant, grant.refreshToken().orElseThrow(), expiresAt, refreshAt);
    }

    StoredGrant stored(Grant grant, @Nullable RefreshToken refreshToken, Instant expiresAt, Instant refreshAt) {
        StoredGrant stored = new StoredGrant(
                newAccount().value(),
                WORKSPACE,
                Platform.X,
                x.accounts(grant).get(0).account().ref(),
                grant.accessToken(),
                refreshToken,
                expiresAt,
                refreshAt,
                false);
        store.save(stored);
        return stored;
    }

    Access access(StoredGrant grant) {
        return grants.access(WORKSPACE, grant.accountId());
    }

    StoredGrant now(StoredGrant grant) {
        return store.find(grant.accountId()).orElseThrow();
    }

    long reports(StoredGrant grant) {
        return room.sent(ReportAuthorizationLost.class).stream()
                .filter(report -> report.accountId().value().equals(grant.accountId()))
                .count();
    }

    static Instant in(Duration time) {
        return Instant.now().plus(time);
    }
}
