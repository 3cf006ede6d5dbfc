package io.postledger.trial.publish;

import io.postledger.trial.NetworksControl;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Waits, once nothing is killed any more, until every post is final or waits for a person. */
final class Quiet {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final int TELL_EVERY = 15;

    private final PublishUser user;
    private final NetworksControl control;
    private final PrintStream out;

    Quiet(PublishUser user, NetworksControl control, PrintStream out) {
        this.user = user;
        this.control = control;
        this.out = out;
    }

    /** Returns when all is quiet, or the time is over. */
    void await(List<TrialPost> posts, long untilNanos) {
        control.endFaults();
        List<TrialPost> open = new ArrayList<>(posts);
        long begin = System.nanoTime();
        for (int looks = 0; !open.isEmpty() && System.nanoTime() < untilNanos; looks++) {
            open.removeIf(post -> Comparison.isSettled(user.post(post)));
            if (looks % TELL_EVERY == 0 || open.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "  %4.0f s after the last fault %d of %d posts have not ended%n",
                        (System.nanoTime() - begin) / 1e9,
                        open.size(),
                        posts.size());
            }
            Pauses.millis(LOOK_EVERY_MILLIS);
        }
    }
}
