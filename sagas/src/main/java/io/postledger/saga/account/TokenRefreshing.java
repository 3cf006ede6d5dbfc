package io.postledger.saga.account;

import io.postledger.platform.Codes;
import io.postledger.platform.Connectors;
import io.postledger.platform.Grant;
import io.postledger.platform.Operation;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.PlatformException;
import io.postledger.platform.RefreshToken;
import io.postledger.saga.budget.Budgets;
import io.postledger.saga.step.Step;
import io.postledger.saga.step.Steps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Buys new access tokens. Doing so holds the grant's row, so that a single-use refresh token is spent once however many
 * nodes want it, and the rotated token is committed before the new access token is used. A network that cannot be asked
 * costs nothing while the old token is good.
 */
@Component
class TokenRefreshing {
    /** Each holds a connection to PostgreSQL for as long as the network takes: they must not take all of them. */
    private static final int AT_ONCE = 4;

    private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(5);
    /** After which a network that failed is asked again, unless it said when. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final GrantStore grants;
    private final Connectors connectors;
    private final Budgets budgets;
    private final Steps steps;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    TokenRefreshing(
            GrantStore grants,
            Connectors connectors,
            Budgets budgets,
            Steps steps,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.grants = grants;
        this.connectors = connectors;
        this.budgets = budgets;
        this.steps = steps;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param failed the network was asked, or could not be, and gave no token */
    record Result(Access access, boolean failed) {}

    /** Refreshes where it is time to, and nobody else just did. */
    Result refresh(StoredGrant known) {
        if (known.revoked()) {
            return lost();
        }
        try {
            if (!turns.tryAcquire(WAIT_FOR_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                return keep(known, "REFRESH_WAITING", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return keep(known, "REFRESH_WAITING", null);
        }
        try {
            return refreshInTurn(known);
        } finally {
            turns.release();
        }
    }

    private Result refreshInTurn(StoredGrant known) {
        // Before the row is held: what all accounts share must not be held for as long as a network takes.
        Optional<Instant> exhaustedUntil = known.refreshToken() == null
                ? Optional.empty()
                : budgets.spend(known.platform(), known.accountId(), Operation.REFRESH, null);
        if (exhaustedUntil.isPresent()) {
            grants.postpone(known.accountId(), exhaustedUntil.get());
            return keep(known, "BUDGET_USED_UP", exhaustedUntil.get());
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            StoredGrant grant = grants.lock(known.accountId()).orElse(null);
            if (grant == null) {
                return new Result(new Access.Lost("ACCOUNT_NOT_CONNECTED"), false);
            }
            if (grant.revoked()) {
                return lost();
            }
            if (grant.isFresh(clock.instant())) {
                return new Result(grant.access(), false);
            }
            return grant.refreshToken() == null ? lastUse(grant) : refresh(grant, grant.refreshToken());
        }));
    }

    /** Nothing can be bought for it: it is used to its end. */
    private Result lastUse(StoredGrant grant) {
        if (grant.isGood(clock.instant())) {
            return new Result(grant.access(), false);
        }
        grants.markRevoked(grant.accountId());
        return lost();
    }

    private Result refresh(StoredGrant grant, RefreshToken refreshToken) {
        PlatformConnector connector = connectors.require(grant.platform());
        steps.reached(Step.REFRESHING);
        try {
            Grant fresh = connector.refresh(refreshToken, grant.account());
            steps.reached(Step.REFRESHED);
            StoredGrant renewed = grant.with(fresh, connector.refreshAhead(), clock.instant());
            grants.save(renewed);
            return new Result(renewed.access(), false);
        } catch (PlatformException e) {
            steps.reached(Step.REFRESHED);
            if (e.code().equals(Codes.GRANT_REVOKED)) {
                grants.markRevoked(grant.accountId());
                return lost();
            }
            Instant now = clock.instant();
            Instant retryAt = e.retryAt().filter(now::isBefore).orElse(null);
            if (retryAt != null && e.code().equals(Codes.RATE_LIMITED)) {
                budgets.exhausted(grant.platform(), grant.accountId(), Operation.REFRESH, null, retryAt);
            }
            grants.postpone(grant.accountId(), retryAt == null ? now.plus(AGAIN_AFTER) : retryAt);
            return keep(grant, e.code(), retryAt);
        }
    }

    /** There is no new token: the old one serves for as long as it is good. Never a disconnect. */
    private Result keep(StoredGrant grant, String reason, @Nullable Instant notBefore) {
        return new Result(
                grant.isGood(clock.instant()) ? grant.access() : new Access.Unavailable(reason, notBefore), true);
    }

    private static Result lost() {
        return new Result(new Access.Lost(Codes.GRANT_REVOKED), false);
    }
}
