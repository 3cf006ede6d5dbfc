package io.postledger.trial.publish;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the product says of every target of every post, against what is really on the networks. */
final class Comparison {
    private static final Set<String> ENDED = Set.of("PUBLISHED", "PARTLY_PUBLISHED", "FAILED");
    private static final Set<String> SETTLED = Set.of("PUBLISHED", "FAILED", "PARKED");
    private static final Pattern MARKER = Pattern.compile("trial[0-9a-z]+?n[0-9]+end");

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int otherIds;

    /** A target that is not as it must be. */
    record Finding(TrialPost post, TrialAccount account, Outcome outcome, String said) {}

    /** Whether nothing more will happen to the post without a person. */
    static boolean isSettled(JsonNode post) {
        List<JsonNode> targets = PublishUser.stream(post.path("targets")).toList();
        boolean everyTarget = !targets.isEmpty()
                && targets.stream()
                        .allMatch(
                                target -> SETTLED.contains(target.path("state").asString("")));
        boolean parked = targets.stream()
                .anyMatch(target -> target.path("state").asString("").equals("PARKED"));
        return everyTarget && (parked || ENDED.contains(post.path("state").asString("")));
    }

    /**
     * @param truth every post of every network
     * @param views of the posts, as the product tells them
     */
    Comparison(List<TrialPost> posts, Map<String, JsonNode> views, List<JsonNode> truth) {
        Map<String, List<String>> live = new TreeMap<>();
        for (JsonNode real : truth) {
            Set<String> markers = new HashSet<>();
            Matcher matcher = MARKER.matcher(real.toString());
            while (matcher.find()) {
                markers.add(matcher.group());
            }
            for (String marker : markers) {
                live.computeIfAbsent(
                                place(
                                        marker,
                                        real.path("network").asString(),
                                        real.path("account").asString()),
                                key -> new ArrayList<>())
                        .add(real.path("id").asString());
            }
        }
        for (TrialPost post : posts) {
            JsonNode view = views.get(post.id());
            for (TrialAccount account : post.targets()) {
                String place = place(post.marker(), account.network().name(), account.handle());
                compare(post, account, view, live.getOrDefault(place, List.of()));
            }
        }
    }

    private static String place(String marker, String network, String handle) {
        return network + " " + handle.toLowerCase() + " " + marker;
    }

    private void compare(TrialPost post, TrialAccount account, JsonNode view, List<String> live) {
        JsonNode target = PublishUser.stream(view.path("targets"))
                .filter(each -> each.path("accountId").asString("").equals(account.id()))
                .findFirst()
                .orElse(view.path("none"));
        String state = target.path("state").asString("");
        String postState = view.path("state").asString("");
        Outcome outcome = Outcome.of(live.size(), state, ENDED.contains(postState) || postState.equals("PUBLISHING"));
        if (outcome.allowed && outcome != Outcome.PARKED && !isSettled(view)) {
            // The target has ended and its post does not say so.
            outcome = Outcome.STUCK;
        }
        counts.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.REFUSED || outcome == Outcome.PARKED) {
            reasons.merge(
                    outcome.label + ": " + account.network().name() + " "
                            + target.path("reason").asString("no reason") + (live.isEmpty() ? "" : ", and is live"),
                    1,
                    Integer::sum);
        }
        boolean otherId = outcome == Outcome.PUBLISHED_ONCE
                && !live.contains(target.path("externalId").asString(""));
        otherIds += otherId ? 1 : 0;
        if (!outcome.allowed || otherId || outcome == Outcome.PARKED) {
            findings.add(new Finding(
                    post,
                    account,
                    outcome,
                    "post " + postState + ", target " + (state.isEmpty() ? "without state" : state) + " "
                            + target.path("reason").asString("") + " id "
                            + target.path("externalId").asString("") + ", live as " + live));
        }
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    int targets() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Published once, and the product links to something else. */
    int otherIds() {
        return otherIds;
    }

    /** Why targets were refused or parked, and how many. */
    Map<String, Integer> reasons() {
        return reasons;
    }

    List<Finding> findings() {
        return findings;
    }
}
