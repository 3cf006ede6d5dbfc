package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Buys tokens before anybody needs them, a bounded number at a time, and tells accounts of losses that nobody told them of.
 * A network that fails is left alone until the next run, so that it delays no other for more than one call.
 */
@Component
class RefreshAhead {
    /** Of one network in one run. */
    private static final int BATCH = 50;

    private static final Duration PUT_OFF = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(RefreshAhead.class);

    private final GrantStore grants;
    private final TokenRefreshing refreshing;
    private final GrantLosses losses;
    private final Connectors connectors;
    private final Clock clock;

    RefreshAhead(
            GrantStore grants, TokenRefreshing refreshing, GrantLosses losses, Connectors connectors, Clock clock) {
        this.grants = grants;
        this.refreshing = refreshing;
        this.losses = losses;
        this.connectors = connectors;
        this.clock = clock;
    }

    void run() {
        for (GrantStore.Lost lost : grants.lossesToReport(BATCH)) {
            losses.report(lost.workspaceId(), lost.accountId(), Codes.GRANT_REVOKED);
        }
        connectors.platforms().forEach(this::refresh);
    }

    private void refresh(Platform platform) {
        Instant now = clock.instant();
        for (String accountId : grants.toRefresh(platform, now, BATCH)) {
            if (!refreshed(accountId)) {
                return;
            }
        }
    }

    private boolean refreshed(String accountId) {
        try {
            StoredGrant grant = grants.find(accountId).orElse(null);
            if (grant == null || grant.isFresh(clock.instant())) {
                return true;
            }
            TokenRefreshing.Result result = refreshing.refresh(grant);
            if (result.access() instanceof Access.Lost lost) {
                losses.report(grant.workspaceId(), accountId, lost.reason());
            }
            return !result.failed();
        } catch (IllegalStateException unreadable) {
            LOG.warn("The grant of {} cannot be refreshed", accountId, unreadable);
            grants.postpone(accountId, clock.instant().plus(PUT_OFF));
            return true;
        }
    }
}
