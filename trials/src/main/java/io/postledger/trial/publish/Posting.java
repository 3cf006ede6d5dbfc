package io.postledger.trial.publish;

import io.postledger.api.Ids;
import io.postledger.api.post.PostId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Schedules the trial's posts, some ahead of each kill, so that publishing never has nothing to do. */
final class Posting implements Runnable {
    private final PublishUser user;
    private final String run;
    private final IntSupplier allowed;
    private final BooleanSupplier last;
    private final Random random;
    private final Ids ids = new Ids(Clock.systemUTC());
    private final List<TrialPost> scheduled = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /**
     * @param allowed how many may have been scheduled by now
     * @param last whether that grows no more
     */
    Posting(PublishUser user, String run, IntSupplier allowed, BooleanSupplier last, Random random) {
        this.user = user;
        this.run = run;
        this.allowed = allowed;
        this.last = last;
        this.random = random;
    }

    @Override
    public void run() {
        int number = 0;
        while (!over) {
            // In this order: what was allowed when the last word was said is done.
            boolean isLast = last.getAsBoolean();
            if (number < allowed.getAsInt()) {
                schedule(number++);
            } else if (isLast) {
                return;
            } else {
                Pauses.millis(100);
            }
        }
    }

    private void schedule(int number) {
        TrialPost post = post(number);
        user.draft(post, text(post.marker(), number));
        user.schedule(post, 2 + random.nextInt(10));
        scheduled.add(post);
    }

    private TrialPost post(int number) {
        List<TrialAccount> accounts = new ArrayList<>(user.accounts());
        Collections.shuffle(accounts, random);
        int targets = random.nextInt(4) == 0 ? 2 + random.nextInt(Math.min(3, accounts.size() - 1)) : 1;
        return new TrialPost(
                ids.next(PostId.PREFIX, PostId::new).value(),
                String.format(Locale.ROOT, "trial%sn%dend", run, number),
                accounts.subList(0, Math.min(targets, accounts.size())));
    }

    private String text(String marker, int number) {
        return String.format(
                Locale.ROOT,
                "No. %d of a trial, %08x & \u201cquoted\u201d \u2013 https://example.com/%d %s",
                number,
                random.nextInt(),
                number,
                marker);
    }

    /** Those whose scheduling was acknowledged. */
    List<TrialPost> scheduled() {
        return List.copyOf(scheduled);
    }

    void stop() {
        over = true;
    }
}
