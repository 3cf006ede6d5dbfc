package io.postledger.ledger.build;

import io.postledger.ledger.Finding;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down where the tree does not contain what was anchored of it, with the findings' codes, and where it cannot be built. */
final class LedgerHealth extends AbstractHealthIndicator {
    private final LedgerRun run;

    LedgerHealth(LedgerRun run) {
        this.run = run;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<Finding> findings = run.findings();
        health.status(findings.isEmpty() && run.error().isEmpty() ? "UP" : "DOWN")
                .withDetail(
                        "codes", findings.stream().map(Finding::code).distinct().toList());
        run.error().ifPresent(error -> health.withDetail("error", error));
    }
}
