package io.postledger.saga.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.postledger.api.account.Platform;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectors;
import io.postledger.platform.Exchange;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.Operation;
import io.postledger.platform.PlatformException;
import io.postledger.saga.account.Access;
import io.postledger.saga.account.AccountGrants;
import io.postledger.saga.budget.Budgets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the counters of an account's posts whose time has come, many posts a call. Whatever stands in the way puts them off:
 * a limit until it resets, a network that is away for a while, a lost grant until the account is connected again.
 */
@Component
class Collecting {
    /** Of one call to a connector; the connector may need several to its network. */
    private static final int BATCH = 50;

    private static final int BATCHES_A_RUN = 5;
    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    /** After which a lost grant is looked at again, should nobody have said that it came back. */
    private static final Duration HELD_FOR = Duration.ofHours(6);

    private final CollectedPosts posts;
    private final CollectionSettings settings;
    private final CollectedReadings readings;
    private final AccountGrants grants;
    private final Budgets budgets;
    private final Connectors connectors;
    private final MeterRegistry meters;
    private final Clock clock;

    Collecting(
            CollectedPosts posts,
            CollectionSettings settings,
            CollectedReadings readings,
            AccountGrants grants,
            Budgets budgets,
            Connectors connectors,
            MeterRegistry meters,
            Clock clock) {
        this.posts = posts;
        this.settings = settings;
        this.readings = readings;
        this.grants = grants;
        this.budgets = budgets;
        this.connectors = connectors;
        this.meters = meters;
        this.clock = clock;
    }

    void run(CollectedPosts.DueAccount account) {
        for (int batch = 0; batch < BATCHES_A_RUN; batch++) {
            List<CollectedPost> due = posts.due(account.accountId(), clock.instant(), BATCH);
            if (due.isEmpty() || !collected(account, due)) {
                return;
            }
        }
    }

    /** @return false where the rest was put off */
    private boolean collected(CollectedPosts.DueAccount account, List<CollectedPost> due) {
        Access access = grants.access(account.workspaceId(), account.accountId());
        if (access instanceof Access.Lost) {
            return putOff(account, clock.instant().plus(HELD_FOR), true);
        }
        if (access instanceof Access.Unavailable unavailable) {
            return putOff(account, laterThan(unavailable.notBefore(), due), false);
        }
        Access.Granted granted = (Access.Granted) access;
        Platform platform = granted.platform();
        Optional<Instant> exhaustedUntil = budgets.spend(platform, account.accountId(), Operation.FETCH_METRICS, null);
        if (exhaustedUntil.isPresent()) {
            return putOff(account, exhaustedUntil.get(), false);
        }
        try {
            FetchedMetrics fetched = connectors
                    .require(platform)
                    .fetchMetrics(
                            granted.credentials(),
                            granted.account(),
                            due.stream().map(CollectedPost::externalId).toList());
            fetched.exchanges().forEach(exchange -> note(platform, account, exchange, "Fetched"));
            // A network that takes one post a call was asked more often than was paid for.
            for (int call = 1; call < fetched.exchanges().size(); call++) {
                budgets.spend(platform, account.accountId(), Operation.FETCH_METRICS, null);
            }
            readings.take(account, due, fetched);
            return true;
        } catch (PlatformException e) {
            note(platform, account, e.exchange(), e.code());
            Instant retryAt = e.retryAt().orElse(null);
            if (e.kind() == PlatformException.Kind.NEEDS_REFRESH) {
                grants.refused(account.accountId(), granted.credentials().accessToken());
                return putOff(account, clock.instant().plus(SHORTEST_WAIT), false);
            }
            if (e.code().equals(Codes.RATE_LIMITED) && retryAt != null) {
                budgets.exhausted(platform, account.accountId(), Operation.FETCH_METRICS, null, retryAt);
            }
            return putOff(account, laterThan(retryAt, due), false);
        }
    }

    private boolean putOff(CollectedPosts.DueAccount account, Instant until, boolean held) {
        Instant now = clock.instant();
        posts.putOff(account.accountId(), now, until, held, settings.oldest(now));
        return false;
    }

    /** When the network says, or after a tenth of the youngest post's age. */
    private Instant laterThan(@Nullable Instant notBefore, List<CollectedPost> due) {
        Instant now = clock.instant();
        Instant youngest = due.stream()
                .map(CollectedPost::publishedAt)
                .max(Instant::compareTo)
                .orElse(now);
        Duration wait = Duration.between(youngest, now).dividedBy(10);
        wait = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
        Instant later = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        return notBefore != null && notBefore.isAfter(now) ? notBefore : later;
    }

    private void note(Platform platform, CollectedPosts.DueAccount account, Exchange exchange, String outcome) {
        budgets.learn(platform, account.accountId(), exchange.rateLimits());
        meters.timer(
                        "postledger.network.calls",
                        "platform",
                        platform.name().toLowerCase(Locale.ROOT),
                        "operation",
                        Operation.FETCH_METRICS.name().toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome)
                .record(Duration.ofMillis(exchange.durationMillis()));
    }
}
