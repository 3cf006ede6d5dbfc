package io.postledger.ai.insight;

import java.util.Arrays;

/**
 * What is believed of a network before anything was observed: a level, and a profile over the hours of the week whose mean
 * is 1. Judgement, not measurement, and weighed accordingly: see docs/models.md.
 */
final class PlatformPrior {
    static final int SLOTS = 168;
    /** Engagements of a post's first 24 hours. */
    static final double LEVEL = 10;

    private static final int HOURS = 24;
    private static final int SATURDAY = 5;
    /** Night, morning, day, evening, late evening: how many are awake and not at work. */
    private static final double NIGHT = 0.6;

    private static final double DAY = 1.1;
    private static final double EVENING = 1.2;
    private static final double WEEKEND = 0.95;

    private PlatformPrior() {}

    /** In the audience's own time, which is taken to be the zone that is asked for. */
    static double[] profile() {
        double[] profile = new double[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            profile[slot] = ofHour(slot % HOURS) * (slot / HOURS >= SATURDAY ? WEEKEND : 1);
        }
        return normalized(profile);
    }

    static double[] normalized(double[] profile) {
        double mean = Arrays.stream(profile).average().orElseThrow();
        return Arrays.stream(profile).map(value -> value / mean).toArray();
    }

    private static double ofHour(int hour) {
        if (hour < 7) {
            return NIGHT;
        }
        return hour >= 18 && hour < 22 ? EVENING : DAY;
    }
}
