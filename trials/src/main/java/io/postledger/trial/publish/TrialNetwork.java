package io.postledger.trial.publish;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the trial has to know of a network to post to it.
 *
 * @param name as in the product's settings and on the control door
 * @param platform as the API names it
 * @param publishCall what makes a post, by the simulation's name; faults aim at it
 * @param lookUpCall what tells whether a post is there
 * @param settings of the simulation: with its check for the same post twice switched off, so that nothing hides a second
 *     sending, and with limits beyond the trial's posts
 * @param budgets of the product that the trial's posts would use up, by name
 */
record TrialNetwork(
        String name,
        String platform,
        String publishCall,
        String lookUpCall,
        Map<String, Object> settings,
        List<String> budgets) {
    private static final int UNLIMITED = 1_000_000;

    private static final List<TrialNetwork> ALL = List.of(
            new TrialNetwork(
                    "x",
                    "X",
                    "tweets.create",
                    "users.tweets",
                    Map.of(
                            "duplicateWindowSeconds",
                            0,
                            "limits",
                            Map.of("tweets.create", UNLIMITED, "users.tweets", UNLIMITED, "users.me", UNLIMITED),
                            "appTweetsPer24h",
                            UNLIMITED),
                    List.of("15min", "app-24hour")),
            new TrialNetwork(
                    "facebook",
                    "FACEBOOK",
                    "feed.create",
                    "posts.list",
                    Map.of("duplicateWindowSeconds", 0, "accountCallsPerHour", UNLIMITED, "appCallsPerHour", UNLIMITED),
                    List.of("account-hour", "app-hour")),
            new TrialNetwork(
                    "linkedin",
                    "LINKEDIN",
                    "posts.create",
                    "posts.find",
                    Map.of(
                            "duplicateWindowSeconds",
                            0,
                            "limits",
                            Map.of("posts.create", UNLIMITED),
                            "appCallsPerDay",
                            UNLIMITED),
                    List.of("member-day", "app-day")));

    /** @param names those to use; empty for all that there are */
    static List<TrialNetwork> of(Set<String> names) {
        List<TrialNetwork> chosen = ALL.stream()
                .filter(network -> names.isEmpty() || names.contains(network.name()))
                .toList();
        if (chosen.isEmpty() || !names.isEmpty() && chosen.size() != names.size()) {
            throw new IllegalArgumentException("The trial knows the networks "
                    + ALL.stream().map(TrialNetwork::name).toList() + ", not all of " + names);
        }
        return chosen;
    }

    /** The product's settings that lift its budgets, as options of its JVM. */
    List<String> jvmOptions() {
        return budgets.stream()
                .map(budget -> "-Dpostledger.platforms." + name + ".limits." + budget + "=" + UNLIMITED)
                .toList();
    }
}
