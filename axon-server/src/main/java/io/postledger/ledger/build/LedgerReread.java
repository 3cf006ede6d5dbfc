package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import io.postledger.ledger.Tile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the log again, piece by piece and round after round, and holds it against the tree, so that what was altered in the store is
 * found though nobody asks for it. One node at a time does, wherever the round is; nothing is ever repaired. Its pace is low and even: a share of
 * a core at most, and a pause after each piece.
 */
final class LedgerReread implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LedgerReread.class);
    /** Leaves of one piece, read in one transaction. */
    static final int PIECE = 8 * Tile.WIDTH;
    /** Of the time that a piece took, it rests so many at least. */
    private static final int REST = 20;

    private static final int MOST_LOOKED_AT_AGAIN = 4;

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final LedgerTables tables;
    private final RereadTables rounds;
    private final LedgerCheck check;
    private final TransactionTemplate transaction;
    private final Duration pause;
    private final Duration every;
    private final Clock clock;
    private final OwnThread thread = new OwnThread("ledger-reread", this::run);
    private volatile List<Finding> findings = List.of();
    private volatile Optional<RereadTables.Round> round = Optional.empty();

    /**
     * @param rate leaves a second, over 0
     * @param every from one round's beginning to the next one's at least
     */
    LedgerReread(
            LedgerTables tables,
            RereadTables rounds,
            LedgerCheck check,
            TransactionTemplate transaction,
            int rate,
            Duration every,
            Clock clock) {
        if (rate < 1) {
            throw new IllegalArgumentException("The log is read again at one event a second or more, not " + rate);
        }
        this.tables = tables;
        this.rounds = rounds;
        this.check = check;
        this.transaction = transaction;
        pause = Duration.ofMillis(PIECE * 1_000L / rate);
        this.every = every;
        this.clock = clock;
    }

    /** What is not as it was signed, as far as it was looked at; whichever node found it. */
    List<Finding> findings() {
        return findings;
    }

    /** Where the round is; empty before the first. */
    Optional<RereadTables.Round> round() {
        return round;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    private void run() {
        boolean failed = false;
        while (thread.isRunning()) {
            Duration rest = LOOK;
            try {
                long began = System.nanoTime();
                look();
                boolean did = false;
                if (!findings.isEmpty() || isDue(tables.size(), round, clock.instant())) {
                    did = Boolean.TRUE.equals(transaction.execute(status -> {
                        if (!rounds.lock()) {
                            return false;
                        }
                        lookAgain();
                        return step();
                    }));
                    look();
                }
                Duration took = Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST);
                rest = longer(took, did && pause.compareTo(LOOK) < 0 ? pause : LOOK);
                failed = false;
            } catch (RuntimeException e) {
                if (!failed && thread.isRunning()) {
                    log.warn("The log cannot be read again; trying later: {}", e.toString());
                }
                failed = true;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(rest.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What any node has found, and where the round is: two small tables, and all that most looks come to. */
    private void look() {
        List<Finding> found = rounds.findings();
        found.stream()
                .filter(one -> !findings.contains(one))
                .forEach(one -> log.error("The log is not what was signed: {}", one));
        findings = found;
        round = rounds.round();
    }

    /** Where something was found: whether it still stands is not left to the next round. */
    void lookAgain() {
        long size = tables.size();
        rounds.findings().stream()
                .mapToLong(one -> one.index() / PIECE * PIECE)
                .filter(from -> from >= 0 && from < size)
                .distinct()
                .limit(MOST_LOOKED_AT_AGAIN)
                .forEach(from -> look(from, Math.min(from + PIECE, size)));
    }

    private void look(long from, long to) {
        rounds.replace(from, from + PIECE, together(check.piece(from, to)));
    }

    /** The next piece, where one is due. @return whether one was */
    boolean step() {
        Instant now = clock.instant();
        long size = tables.size();
        // Where no step has left it somebody else has put it: from the beginning then.
        Optional<RereadTables.Round> found =
                rounds.round().filter(one -> one.isOver() || one.next() >= 0 && one.next() % PIECE == 0);
        if (!isDue(size, found, now)) {
            return false;
        }
        RereadTables.Round last = found.orElse(null);
        RereadTables.Round current = last != null && !last.isOver()
                ? last
                : new RereadTables.Round(
                        last == null ? 1 : last.number() + 1,
                        0,
                        size,
                        now,
                        now,
                        last == null ? null : last.finishedAt());
        // A tree that ends earlier by now is what the anchors are there for.
        long end = Math.min(current.size(), size);
        long to = Math.min(current.next() + PIECE, end);
        boolean isLast = to >= end;
        if (current.next() < to) {
            look(current.next(), to);
        }
        rounds.save(new RereadTables.Round(
                current.number(),
                isLast ? current.size() : to,
                current.size(),
                current.beganAt(),
                now,
                isLast ? now : current.finishedAt()));
        return true;
    }

    private boolean isDue(long size, Optional<RereadTables.Round> last, Instant now) {
        return size > 0 && last.map(one -> isDue(one, now)).orElse(true);
    }

    /** By any node's clock: one that was set back does not stop it. */
    private boolean isDue(RereadTables.Round last, Instant now) {
        return last.isOver()
                ? Duration.between(last.beganAt(), now).abs().compareTo(every) >= 0
                : Duration.between(last.steppedAt(), now).abs().compareTo(pause) >= 0;
    }

    /** Neighbours of which the same is to be said, as one. */
    private static List<Finding> together(List<Finding> found) {
        List<Finding> together = new ArrayList<>();
        for (Finding one : found) {
            Finding before = together.isEmpty() ? null : together.get(together.size() - 1);
            if (before != null && before.code() == one.code() && before.to() + 1 == one.index()) {
                together.set(together.size() - 1, Finding.over(one.code(), before.index(), one.to(), before.text()));
            } else {
                together.add(one);
            }
        }
        return together;
    }
}
