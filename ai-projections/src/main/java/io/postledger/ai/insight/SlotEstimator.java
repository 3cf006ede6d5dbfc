package io.postledger.ai.insight;

import static io.postledger.ai.insight.PlatformPrior.SLOTS;

import java.util.ArrayList;
import java.util.List;

/**
 * Empirical Bayes for the mean engagement of each hour of the week: hour means are shrunk towards a level times a prior
 * profile, by as much as their own noise asks for. The model, its sources and what it leaves out: docs/models.md.
 *
 * <p>{@code y_i ~ N(theta_s, sigma^2 / w_i)}, {@code theta_s ~ N(mu p_s, tau^2)}, {@code mu ~ N(m, sigma^2)}: a post of
 * weight {@code w} is a noisier view of its hour's mean, and the prior level weighs as much as one post.
 */
final class SlotEstimator {
    /** Coefficient of variation of single posts before any is seen, and how many degrees of freedom it is worth. */
    private static final double PRIOR_SIGMA = 1.0;

    private static final double PRIOR_SIGMA_FREEDOM = 4;
    /** The same for the hours' means around the profile. */
    private static final double PRIOR_TAU = 0.25;

    private static final double PRIOR_TAU_FREEDOM = 10;
    private static final double LEAST_TAU_SHARE = 0.01;
    /** Rounds of estimating the level given the variances and the other way round; three change nothing in print. */
    private static final int ROUNDS = 5;

    private final double[] profile;
    private final double priorLevel;

    private final double[] weight = new double[SLOTS];
    private final double[] mean = new double[SLOTS];
    private final long[] observations = new long[SLOTS];

    private double sigma2;
    private double tau2;
    private double level;
    private double levelVariance;

    /**
     * @param profile prior profile over the hours of the week, of mean 1
     * @param priorLevel prior mean engagement, above 0
     */
    SlotEstimator(double[] profile, double priorLevel) {
        this.profile = profile.clone();
        this.priorLevel = priorLevel;
    }

    /** All 168 hours, in their order. */
    List<SlotEstimate> estimate(List<WeightedPost> posts) {
        gather(posts);
        fit(posts);
        List<SlotEstimate> estimates = new ArrayList<>(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            estimates.add(estimate(slot));
        }
        return estimates;
    }

    private void gather(List<WeightedPost> posts) {
        for (WeightedPost post : posts) {
            weight[post.slot()] += post.weight();
            mean[post.slot()] += post.weight() * post.engagement();
            observations[post.slot()]++;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if (weight[slot] > 0) {
                mean[slot] /= weight[slot];
            }
        }
    }

    private void fit(List<WeightedPost> posts) {
        double typical = typical(posts);
        double withinFreedom = 0;
        double within = 0;
        int slots = 0;
        for (WeightedPost post : posts) {
            double residual = post.engagement() - mean[post.slot()];
            within += post.weight() * residual * residual;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            withinFreedom += Math.max(0, observations[slot] - 1);
            slots += observations[slot] > 0 ? 1 : 0;
        }
        double priorSigma2 = square(PRIOR_SIGMA * typical);
        sigma2 = (PRIOR_SIGMA_FREEDOM * priorSigma2 + within) / (PRIOR_SIGMA_FREEDOM + withinFreedom);
        double priorTau2 = square(PRIOR_TAU * typical);
        tau2 = priorTau2;
        double freedom = freedomOfTau(priorTau2);
        for (int round = 0; round < ROUNDS; round++) {
            fitLevel();
            double pooled =
                    (PRIOR_TAU_FREEDOM * priorTau2 + freedom * tauByMoments(slots)) / (PRIOR_TAU_FREEDOM + freedom);
            tau2 = Math.max(pooled, LEAST_TAU_SHARE * priorTau2);
        }
        fitLevel();
    }

    /** The scale of the numbers at hand: the mean of the posts and of the prior as one more. */
    private double typical(List<WeightedPost> posts) {
        double sum = priorLevel;
        double weights = 1;
        for (WeightedPost post : posts) {
            sum += post.weight() * post.engagement();
            weights += post.weight();
        }
        return sum / weights;
    }

    /** Generalized least squares for the level, the prior one taking part as one post. */
    private void fitLevel() {
        double precision = 1 / sigma2;
        double weighted = priorLevel / sigma2;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (weight[slot] > 0) {
                double slotPrecision = 1 / (tau2 + sigma2 / weight[slot]);
                precision += slotPrecision * profile[slot] * profile[slot];
                weighted += slotPrecision * profile[slot] * mean[slot];
            }
        }
        level = weighted / precision;
        levelVariance = 1 / precision;
    }

    /**
     * How much the hours say about the variance between them, in hours seen without noise: each by its Fisher information
     * about tau^2. Hours of one noisy post say next to nothing.
     */
    private double freedomOfTau(double between) {
        double freedom = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (weight[slot] > 0) {
                freedom += square(between / (between + sigma2 / weight[slot]));
            }
        }
        return freedom;
    }

    /**
     * DerSimonian and Laird's moment estimate of the variance between hours. May be negative: cut off at 0 here, it would
     * be too high on average for hours that are alike, and the mixture with the prior is what has to be positive.
     */
    private double tauByMoments(int slots) {
        double q = 0;
        double sum = 0;
        double squares = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            q += weight[slot] * square(mean[slot] - level * profile[slot]);
            sum += weight[slot];
            squares += square(weight[slot]);
        }
        double scale = sum == 0 ? 0 : sum - squares / sum;
        return scale <= 0 ? 0 : (q - (slots - 1) * sigma2) / scale;
    }

    private SlotEstimate estimate(int slot) {
        double prior = level * profile[slot];
        double shrinkage = weight[slot] == 0 ? 1 : sigma2 / weight[slot] / (tau2 + sigma2 / weight[slot]);
        double expected = shrinkage * prior + (1 - shrinkage) * mean[slot];
        double variance = shrinkage * tau2 + square(shrinkage * profile[slot]) * levelVariance;
        return new SlotEstimate(slot, Math.max(0, expected), Math.sqrt(variance), observations[slot], weight[slot]);
    }

    private static double square(double value) {
        return value * value;
    }
}
