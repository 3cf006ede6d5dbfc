package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the tree at the end of the log, signs heads at an interval and when it is quiet, and anchors them. What was anchored is held
 * against the tree at the start, from time to time and before anything more is anchored: an altered history is never vouched for.
 */
public final class LedgerRun implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LedgerRun.class);
    /** The least time between two steps: events of this time are one write of the tree's right edge. */
    private static final int GATHER_MILLIS = 250;

    private static final int LOOK_MILLIS = 1_000;
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration CHECK_EVERY = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final LedgerTables tables;
    private final LedgerCheck check;
    private final List<Anchor> anchors;
    private final Duration interval;
    private final Clock clock;
    private final Consumer<Runnable> news;
    private final Semaphore woken = new Semaphore(0);
    private final OwnThread thread = new OwnThread("ledger", this::run);
    private volatile List<Finding> findings = List.of();
    private volatile @Nullable String error;
    private Instant checkedAt = Instant.MIN;
    private Instant grownAt = Instant.MIN;

    /**
     * @param interval between heads while there is always something new; at quiet a sixth of it does
     * @param news is told whom to call when there are new events
     */
    LedgerRun(
            Ledger ledger,
            LedgerTables tables,
            LedgerCheck check,
            List<Anchor> anchors,
            Duration interval,
            Clock clock,
            Consumer<Runnable> news) {
        this.ledger = ledger;
        this.tables = tables;
        this.check = check;
        this.anchors = anchors;
        this.interval = interval;
        this.clock = clock;
        this.news = news;
    }

    /** What of the anchored heads the tree does not contain. */
    List<Finding> findings() {
        return findings;
    }

    /** Why it stands still. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
        anchors.forEach(Anchor::close);
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    private void run() {
        boolean registered = false;
        while (thread.isRunning()) {
            try {
                if (!registered) {
                    news.accept(woken::release);
                    registered = true;
                }
                boolean more = round();
                error = null;
                if (!more) {
                    woken.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (error == null && thread.isRunning()) {
                    log.warn("The ledger stands still; trying again: {}", e.toString());
                }
                error = e.getClass().getName();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there is more to take in at once */
    private boolean round() throws InterruptedException {
        Instant now = clock.instant();
        if (checkedAt.plus(CHECK_EVERY).isBefore(now)) {
            check();
            checkedAt = now;
        }
        int taken = ledger.grow();
        if (taken > 0) {
            grownAt = now;
        }
        if (isDue(now)) {
            ledger.sign();
        }
        anchor();
        return taken == Ledger.STEP;
    }

    private boolean isDue(Instant now) {
        Instant last = tables.head().map(TreeHead::time).orElse(Instant.MIN);
        boolean isQuiet = grownAt.plus(QUIET).isBefore(now);
        return last == Instant.MIN
                ? isQuiet
                : last.plus(isQuiet ? interval.dividedBy(6) : interval).isBefore(now);
    }

    private void check() {
        List<Finding> found = new AnchoredHeads(check, anchors).check().findings();
        if (!found.equals(findings)) {
            found.forEach(one -> log.error("The ledger is not what was anchored: {}", one));
        }
        findings = found;
    }

    private void anchor() throws InterruptedException {
        Optional<TreeHead> head = tables.head();
        if (head.isEmpty()) {
            return;
        }
        for (Anchor anchor : anchors) {
            if (tables.anchored(anchor.place()) < head.get().size()) {
                // The last one that was anchored vouches for all before it.
                tables.head(tables.anchored(anchor.place()))
                        .map(last -> check.anchors(new Trust(List.of(), List.of(last))))
                        .filter(found -> !found.isEmpty())
                        .ifPresent(found -> findings = found);
                if (findings.isEmpty()) {
                    keep(anchor, head.get());
                }
            }
        }
    }

    private void keep(Anchor anchor, TreeHead head) throws InterruptedException {
        try {
            anchor.keep(tables.keys(), head);
            tables.saveAnchored(anchor.place(), head.size());
        } catch (IOException e) {
            log.warn("A head was not anchored at {}; it is tried again: {}", anchor.place(), e.toString());
        }
    }
}
