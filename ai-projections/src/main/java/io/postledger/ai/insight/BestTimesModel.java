package io.postledger.ai.insight;

import static io.postledger.ai.insight.PlatformPrior.SLOTS;

import io.postledger.ai.engagement.PublicationEngagement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From publications to estimates for the hours of the week of a zone: weighs them, lets the workspace's other accounts on
 * the same network shape the prior, and shrinks the account's own hours towards it. The same publications give the same
 * answer at any time: age is counted from the newest observation and not from now.
 */
final class BestTimesModel {
    static final String NAME = "empirical-bayes-hour-of-week/1";
    /** Posts of other accounts that weigh as much as the built-in profile of an hour. */
    private static final double PROFILE_POSTS = 20;
    /** An account with fewer posts says too little about its own level to be compared with it. */
    private static final int MIN_POSTS_OF_OTHERS = 5;

    private static final double HOURS_OF_FIRST_DAY = 24;

    private final Duration halfLife;
    private final ZoneId zone;

    BestTimesModel(Duration halfLife, ZoneId zone) {
        this.halfLife = halfLife;
        this.zone = zone;
    }

    /** @param asOf newest observation; empty where there is none */
    record Result(Optional<Instant> asOf, List<SlotEstimate> slots) {}

    Result estimate(String accountId, List<PublicationEngagement> ofPlatform) {
        Optional<Instant> asOf =
                ofPlatform.stream().map(PublicationEngagement::observedAt).max(Comparator.naturalOrder());
        Map<String, List<WeightedPost>> accounts = ofPlatform.stream()
                .collect(Collectors.groupingBy(
                        PublicationEngagement::accountId,
                        TreeMap::new,
                        Collectors.mapping(post -> weighted(post, asOf.orElseThrow()), Collectors.toList())));
        List<WeightedPost> own = Optional.ofNullable(accounts.remove(accountId)).orElse(List.of());
        accounts.values().removeIf(posts -> posts.size() < MIN_POSTS_OF_OTHERS || mean(posts) <= 0);
        SlotEstimator estimator = new SlotEstimator(profile(accounts), level(accounts));
        return new Result(asOf, estimator.estimate(own));
    }

    private WeightedPost weighted(PublicationEngagement post, Instant asOf) {
        ZonedDateTime local = post.publishedAt().atZone(zone);
        int slot = (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
        double age = Duration.between(post.publishedAt(), asOf).toMillis() / (double) halfLife.toMillis();
        // A reading of an hour after publishing says little about the first day.
        double ripeness =
                Duration.between(post.publishedAt(), post.observedAt()).toMinutes() / 60.0 / HOURS_OF_FIRST_DAY;
        double weight = Math.pow(0.5, Math.max(0, age)) * Math.min(1, Math.max(1 / HOURS_OF_FIRST_DAY, ripeness));
        return new WeightedPost(slot, post.engagement(), weight);
    }

    /** The built-in profile, moved by what the other accounts' posts had in each hour relative to their own mean. */
    private static double[] profile(Map<String, List<WeightedPost>> others) {
        double[] profile = PlatformPrior.profile();
        double[] sums = new double[SLOTS];
        double[] weights = new double[SLOTS];
        for (List<WeightedPost> posts : others.values()) {
            double mean = mean(posts);
            for (WeightedPost post : posts) {
                sums[post.slot()] += post.weight() * post.engagement() / mean;
                weights[post.slot()] += post.weight();
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            profile[slot] = (PROFILE_POSTS * profile[slot] + sums[slot]) / (PROFILE_POSTS + weights[slot]);
        }
        return PlatformPrior.normalized(profile);
    }

    /** The mean of the other accounts' means; the built-in level where there are none. */
    private static double level(Map<String, List<WeightedPost>> others) {
        return others.values().stream()
                .mapToDouble(BestTimesModel::mean)
                .average()
                .orElse(PlatformPrior.LEVEL);
    }

    private static double mean(List<WeightedPost> posts) {
        double sum = 0;
        double weights = 0;
        for (WeightedPost post : posts) {
            sum += post.weight() * post.engagement();
            weights += post.weight();
        }
        return sum / weights;
    }
}
