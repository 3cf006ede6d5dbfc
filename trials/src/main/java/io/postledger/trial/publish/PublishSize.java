package io.postledger.trial.publish;

import java.time.Duration;

/**
 * How large the trial is.
 *
 * @param posts scheduled while things are killed; every fourth or so has several targets
 * @param kills of processes, the stores' and the networks' among them
 * @param stepsAtOnce at how many steps of publishing a thread waits when the product is killed
 * @param accountsEach on each network
 * @param patience for everything; what is not final then is stuck
 */
record PublishSize(int posts, int kills, int stepsAtOnce, int accountsEach, Duration patience) {
    /** For every build: each step of publishing once, and every part. */
    static final PublishSize SHORT = new PublishSize(60, 18, 4, 3, Duration.ofMinutes(12));
}
