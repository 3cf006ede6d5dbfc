package io.postledger.trial.smoke;

/**
 * How many posts the trial has.
 *
 * @param onTime due while everything runs
 * @param dueWhileDead due while the product lies dead
 * @param dueAfterRestart due while everything starts again after a clean stop
 */
record SmokeSize(int onTime, int dueWhileDead, int dueAfterRestart) {
    static final SmokeSize FULL = new SmokeSize(10, 6, 4);
    /** Enough for every check, one post to all accounts among them, in every build. */
    static final SmokeSize SHORT = new SmokeSize(3, 2, 1);
}
