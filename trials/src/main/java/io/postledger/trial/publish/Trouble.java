package io.postledger.trial.publish;

import io.postledger.trial.NetworksControl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What goes wrong at the networks, by chance: a fault for a call or two every second, tokens that end, and accounts that take
 * their consent back. It goes on while the networks themselves are dead, and when they are back.
 */
final class Trouble implements Runnable {
    private static final List<String> KINDS = List.of(
            "ERROR_BEFORE_COMMIT",
            "ERROR_AFTER_COMMIT",
            "TIMEOUT_BEFORE_COMMIT",
            "TIMEOUT_AFTER_COMMIT",
            "RESET_BEFORE_COMMIT",
            "RESET_AFTER_COMMIT",
            "RATE_LIMITED",
            "LATENCY",
            "SLOW_BODY",
            "GARBLED_ANSWER",
            "CUT_BODY",
            "DELAYED_VISIBILITY",
            "PARTIAL_OUTAGE");

    private static final List<String> WAYS =
            List.of("ERROR_BEFORE_COMMIT", "ERROR_AFTER_COMMIT", "RESET_BEFORE_COMMIT", "RESET_AFTER_COMMIT");

    private static final List<Integer> STATUSES = List.of(500, 502, 503, 504);

    private final NetworksControl control;
    private final List<TrialAccount> accounts;
    private final Random random;
    private final Map<String, Integer> asked = new TreeMap<>();
    private volatile boolean over;

    Trouble(NetworksControl control, List<TrialAccount> accounts, Random random) {
        this.control = control;
        this.accounts = accounts;
        this.random = random;
    }

    @Override
    public void run() {
        while (!over && !Thread.currentThread().isInterrupted()) {
            Pauses.millis(400 + random.nextInt(1_200));
            int chance = random.nextInt(100);
            TrialAccount account = accounts.get(random.nextInt(accounts.size()));
            if (chance < 86) {
                ask(fault(account));
            } else if (chance < 98) {
                expireTokens(account);
            } else {
                revoke(account);
            }
        }
    }

    private Map<String, Object> fault(TrialAccount account) {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        Map<String, Object> fault = new HashMap<>();
        fault.put("network", account.network().name());
        fault.put("kind", kind);
        fault.put("times", 1 + random.nextInt(2));
        // One that nobody met goes away: else they pile up while the product is dead, and every call fails from then
        // on.
        fault.put("forMs", 3_000 + random.nextInt(5_000));
        int where = random.nextInt(10);
        if (where < 6) {
            fault.put("endpoint", account.network().publishCall());
        } else if (where < 8) {
            fault.put("endpoint", account.network().lookUpCall());
        }
        if (random.nextInt(4) == 0) {
            fault.put("account", account.handle());
        }
        switch (kind) {
            // Longer than any call is waited for.
            case "TIMEOUT_BEFORE_COMMIT", "TIMEOUT_AFTER_COMMIT" -> fault.put("delayMs", 25_000);
            case "RATE_LIMITED" -> fault.put("delayMs", 2_000 + random.nextInt(6_000));
            case "LATENCY", "SLOW_BODY" -> fault.put("delayMs", 200 + random.nextInt(5_000));
            // Shorter than any connector allows for.
            case "DELAYED_VISIBILITY" -> fault.put("delayMs", 5_000 + random.nextInt(35_000));
            case "ERROR_BEFORE_COMMIT", "ERROR_AFTER_COMMIT" ->
                fault.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
            case "PARTIAL_OUTAGE" -> {
                fault.put("times", 0);
                fault.put("way", WAYS.get(random.nextInt(WAYS.size())));
            }
            default -> {}
        }
        return fault;
    }

    /** Brings about what the step is there for, so that somebody comes to it. */
    void provoke(String step) {
        TrialAccount account = accounts.get(random.nextInt(accounts.size()));
        switch (step) {
            case "LOOKING_UP", "LOOKED_UP" ->
                ask(Map.of(
                        "network",
                        account.network().name(),
                        "kind",
                        "RESET_AFTER_COMMIT",
                        "endpoint",
                        account.network().publishCall(),
                        "times",
                        1));
            case "HOLDING", "RELEASING" -> revoke(account);
            case "REFRESHING", "REFRESHED" -> accounts.forEach(this::expireTokens);
            default -> {}
        }
    }

    private void expireTokens(TrialAccount account) {
        ask(Map.of("network", account.network().name(), "kind", "EXPIRE_TOKENS", "account", account.handle()));
    }

    private void revoke(TrialAccount account) {
        ask(Map.of("network", account.network().name(), "kind", "REVOKE_GRANT", "account", account.handle()));
    }

    private synchronized void ask(Map<String, Object> fault) {
        try {
            control.fault(fault);
            asked.merge(String.valueOf(fault.get("kind")), 1, Integer::sum);
        } catch (RuntimeException networksAreDead) {
            // There is trouble enough then.
        }
    }

    /** How many faults of each kind were asked for. */
    synchronized Map<String, Integer> asked() {
        return new TreeMap<>(asked);
    }

    /** Nothing new goes wrong from now on. */
    void stop() {
        over = true;
    }
}
