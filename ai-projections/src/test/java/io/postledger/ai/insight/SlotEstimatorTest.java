package io.postledger.ai.insight;

import static io.postledger.ai.insight.PlatformPrior.SLOTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against accounts whose true means are known because they were drawn here. */
class SlotEstimatorTest {
    private static final int ACCOUNTS = 150;
    private static final double[] FLAT =
            IntStream.range(0, SLOTS).mapToDouble(i -> 1).toArray();

    /** True means by hour, and posts drawn around them. */
    private record Simulated(double[] truth, List<WeightedPost> posts) {
        static Simulated account(Random random, int posts, double level, double between, double noise) {
            double[] truth = new double[SLOTS];
            double[] profile = PlatformPrior.profile();
            for (int slot = 0; slot < SLOTS; slot++) {
                truth[slot] = level * profile[slot] + between * random.nextGaussian();
            }
            List<WeightedPost> drawn = new ArrayList<>();
            for (int i = 0; i < posts; i++) {
                int slot = random.nextInt(SLOTS);
                // An old post is a noisier view of its hour: the model's own meaning of a weight.
                double weight = 0.2 + 0.8 * random.nextDouble();
                drawn.add(new WeightedPost(
                        slot, truth[slot] + noise / Math.sqrt(weight) * random.nextGaussian(), weight));
            }
            return new Simulated(truth, drawn);
        }
    }

    @Test
    void givenSimulatedAccounts_whenEstimated_thenFarBetterThanTheRawMeanOfEachHour() {
        Random random = new Random(1);
        double ours = 0;
        double raw = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            Simulated account = Simulated.account(random, 400, 100, 20, 60);
            for (SlotEstimate estimate : estimate(account)) {
                if (estimate.observations() > 0) {
                    ours += square(estimate.expected() - account.truth()[estimate.slot()]);
                    raw += square(rawMean(account, estimate.slot()) - account.truth()[estimate.slot()]);
                }
            }
        }
        assertThat(ours / raw).isLessThan(0.35);
    }

    @Test
    void givenSimulatedAccounts_whenEstimated_thenBestHoursAreBetterThanThoseOfTheRawMean() {
        Random random = new Random(2);
        double ours = 0;
        double raw = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            Simulated account = Simulated.account(random, 400, 100, 20, 60);
            List<SlotEstimate> estimates = estimate(account);
            ours += account.truth()[
                    best(estimates.stream().mapToDouble(SlotEstimate::expected).toArray())];
            raw += account.truth()[
                    best(IntStream.range(0, SLOTS)
                            .mapToDouble(s -> rawMean(account, s))
                            .toArray())];
        }
        assertThat(ours / ACCOUNTS).isGreaterThan(raw / ACCOUNTS + 5);
    }

    @Test
    void givenSimulatedAccounts_whenEstimated_thenStandardErrorsCover() {
        for (int posts : new int[] {30, 400, 3000}) {
            assertThat(coverage(posts, 25, 60))
                    .as("95%% interval with %d posts", posts)
                    .isBetween(0.90, 0.99);
        }
    }

    private static double coverage(int posts, double between, double noise) {
        Random random = new Random(posts);
        long inside = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            Simulated account = Simulated.account(random, posts, 100, between, noise);
            inside += estimate(account).stream()
                    .filter(e -> Math.abs(e.expected() - account.truth()[e.slot()]) <= 1.96 * e.standardError())
                    .count();
        }
        return inside / (double) (ACCOUNTS * SLOTS);
    }

    @Test
    void givenOneLuckyPost_whenEstimated_thenItsHourIsShrunkAndUncertain() {
        List<WeightedPost> posts = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            posts.add(new WeightedPost(i % 20, Math.max(0, 100 + 80 * random.nextGaussian()), 1));
        }
        posts.add(new WeightedPost(100, 500, 1));

        SlotEstimate lucky = new SlotEstimator(FLAT, 100).estimate(posts).get(100);

        assertThat(lucky.expected()).isGreaterThan(105).isLessThan(250);
        assertThat(lucky.standardError()).isGreaterThan(10);
        assertThat(lucky.observations()).isEqualTo(1);
    }

    @Test
    void givenOnlyOnePostOfAnotherScale_whenEstimated_thenUncertaintyHasThatScaleToo() {
        SlotEstimate estimate = new SlotEstimator(FLAT, 10)
                .estimate(List.of(new WeightedPost(5, 5_000, 1)))
                .get(5);

        assertThat(estimate.expected()).isBetween(1_000.0, 5_000.0);
        assertThat(estimate.standardError()).isGreaterThan(1_000);
    }

    @Test
    void givenNoPosts_whenEstimated_thenThePriorWithAnErrorAsLargeAsItself() {
        List<SlotEstimate> estimates = new SlotEstimator(PlatformPrior.profile(), 10).estimate(List.of());

        assertThat(estimates).hasSize(SLOTS).allSatisfy(estimate -> {
            assertThat(estimate.expected()).isCloseTo(10 * PlatformPrior.profile()[estimate.slot()], within(1e-9));
            assertThat(estimate.standardError()).isBetween(5.0, 15.0);
            assertThat(estimate.observations()).isZero();
        });
    }

    @Test
    void givenManyPosts_whenEstimated_thenTheyOutweighThePrior() {
        List<WeightedPost> posts = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            posts.add(new WeightedPost(i % SLOTS, (i % SLOTS == 7 ? 200 : 100) + random.nextGaussian(), 1));
        }
        assertThat(new SlotEstimator(PlatformPrior.profile(), 10)
                        .estimate(posts)
                        .get(7)
                        .expected())
                .isCloseTo(200, within(1.0));
    }

    @Test
    void givenNothingButNought_whenEstimated_thenFiniteAndNotNegative() {
        List<WeightedPost> posts = IntStream.range(0, 100)
                .mapToObj(i -> new WeightedPost(i % SLOTS, 0, 1))
                .toList();
        assertThat(new SlotEstimator(FLAT, 10).estimate(posts)).allSatisfy(estimate -> {
            assertThat(estimate.expected()).isBetween(0.0, 1.0);
            assertThat(estimate.standardError()).isFinite().isPositive();
        });
    }

    private static List<SlotEstimate> estimate(Simulated account) {
        return new SlotEstimator(PlatformPrior.profile(), 80).estimate(account.posts());
    }

    /** The mean of the hour's posts; of all posts where the hour has none. */
    private static double rawMean(Simulated account, int slot) {
        return account.posts().stream()
                .filter(post -> post.slot() == slot)
                .mapToDouble(WeightedPost::engagement)
                .average()
                .orElseGet(() -> account.posts().stream()
                        .mapToDouble(WeightedPost::engagement)
                        .average()
                        .orElseThrow());
    }

    private static int best(double[] values) {
        return IntStream.range(0, SLOTS)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }

    private static double square(double value) {
        return value * value;
    }
}
