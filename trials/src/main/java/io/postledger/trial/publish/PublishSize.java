package io.postledger.trial.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How large the trial is.
 *
 * @param posts scheduled while things are killed; every fourth or so has several targets
 * @param kills of processes, the stores' and the networks' among them; a kill for steps that nobody came to is made again
 * @param stepsAtOnce at how many steps of publishing a thread waits when the product is killed
 * @param accountsEach on each network
 * @param restart a command that kills one thing more and starts it again, such as an Axon Server; null for none
 * @param patience for everything; what is not final then is stuck
 */
record PublishSize(
        int posts,
        int kills,
        int stepsAtOnce,
        int accountsEach,
        Duration patience,
        @Nullable String restart) {
    /** For every build: each step of publishing once, and every part; eight steps at once make two kills of fifteen. */
    static final PublishSize SHORT = new PublishSize(30, 7, 8, 2, Duration.ofMinutes(12), null);
}
