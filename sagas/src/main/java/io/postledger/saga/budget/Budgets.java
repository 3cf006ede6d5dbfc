package io.postledger.saga.budget;

import io.postledger.api.account.Platform;
import io.postledger.platform.Budget;
import io.postledger.platform.Connectors;
import io.postledger.platform.Operation;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.RateLimit;
import io.postledger.platform.rules.Content;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spends the networks' limits before calls are made, so that work waits for a reset instead of being refused. What a network
 * says about its limits wins over what we counted.
 */
@Component
public class Budgets {
    /** Percent of every budget that reading metrics leaves: what people wait for goes before what they look at later. */
    private static final int FOR_PUBLISHING = 50;

    private final BudgetRows rows;
    private final BudgetLimits limits;
    private final Connectors connectors;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Budgets(
            BudgetRows rows,
            BudgetLimits limits,
            Connectors connectors,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.limits = limits;
        this.connectors = connectors;
        this.transaction = new TransactionTemplate(transactions);
        // One of its own, whoever asks: what cannot be spent must not undo what the caller does.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Spends what an operation costs, all of it or nothing.
     *
     * @param content null where the cost does not depend on it
     * @return empty where it is spent; otherwise when the limit that is used up resets (UTC)
     */
    public Optional<Instant> spend(
            Platform platform, String accountId, Operation operation, @Nullable Content content) {
        PlatformConnector connector = connectors.require(platform);
        Map<String, Integer> cost = connector.cost(operation, content);
        if (cost.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.ofNullable(transaction.execute(status -> {
            rows.endWithoutFlush();
            for (Budget budget : inOrder(connector, cost)) {
                Optional<Instant> exhaustedUntil = rows.spend(
                        platform,
                        budget,
                        owner(budget, accountId),
                        limits.of(platform, budget),
                        cost.get(budget.name()),
                        operation == Operation.FETCH_METRICS ? FOR_PUBLISHING : 0,
                        now);
                if (exhaustedUntil.isPresent()) {
                    status.setRollbackOnly();
                    return exhaustedUntil.get();
                }
            }
            return null;
        }));
    }

    /** Takes over what a network's answer said about its limits. */
    public void learn(Platform platform, String accountId, List<RateLimit> said) {
        Instant now = clock.instant();
        for (RateLimit limit : said) {
            if (!limit.resetsAt().isAfter(now)) {
                // Of a window that is over: an answer that came late.
                continue;
            }
            connectors.require(platform).budgets().stream()
                    .filter(budget -> budget.name().equals(limit.name()))
                    .forEach(budget -> rows.correct(platform, budget, owner(budget, accountId), limit));
        }
    }

    /**
     * The network refused an operation for now: nothing more of the kind is tried for this account before then; for no
     * account, where the network's limits on it are all for the app.
     */
    public void exhausted(
            Platform platform, String accountId, Operation operation, @Nullable Content content, Instant until) {
        PlatformConnector connector = connectors.require(platform);
        List<Budget> all = inOrder(connector, connector.cost(operation, content));
        List<Budget> own = all.stream()
                .filter(budget -> budget.scope() == Budget.Scope.ACCOUNT)
                .toList();
        Instant now = clock.instant();
        (own.isEmpty() ? all : own)
                .forEach(budget -> rows.refuse(
                        platform, budget, owner(budget, accountId), limits.of(platform, budget), until, now));
    }

    /**
     * In one order for everybody, so that two who spend from the same budgets never wait for each other in turn; those that
     * all accounts share last, so that they are held for the shortest time.
     */
    private static List<Budget> inOrder(PlatformConnector connector, Map<String, Integer> cost) {
        return connector.budgets().stream()
                .filter(budget -> cost.containsKey(budget.name()))
                .sorted(Comparator.comparing(Budget::scope).reversed().thenComparing(Budget::name))
                .toList();
    }

    private static String owner(Budget budget, String accountId) {
        return budget.scope() == Budget.Scope.APP ? "app" : accountId;
    }
}
