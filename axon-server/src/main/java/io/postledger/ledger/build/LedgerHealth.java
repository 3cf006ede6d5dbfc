package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down where the tree does not contain what was anchored of it, where the log was found not to be what is in the tree, with codes and
 * places, and where the tree cannot be built. Says how far the log has been read again.
 */
final class LedgerHealth extends AbstractHealthIndicator {
    private static final int MOST_TOLD = 20;

    private final LedgerRun run;
    private final @Nullable LedgerReread reread;

    /** @param reread null where the log is not read again */
    LedgerHealth(LedgerRun run, @Nullable LedgerReread reread) {
        this.run = run;
        this.reread = reread;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<Finding> findings = new ArrayList<>(run.findings());
        if (reread != null) {
            findings.addAll(reread.findings());
            reread.round()
                    .ifPresent(
                            round -> health.withDetail("round", round.number()).withDetail("readAgain", round.next()));
        }
        health.status(findings.isEmpty() && run.error().isEmpty() ? "UP" : "DOWN")
                .withDetail(
                        "codes", findings.stream().map(Finding::code).distinct().toList());
        if (!findings.isEmpty()) {
            health.withDetail(
                    "findings",
                    findings.stream().limit(MOST_TOLD).map(Finding::toString).toList());
        }
        run.error().ifPresent(error -> health.withDetail("error", error));
    }
}
