package io.postledger.web.roles;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** One sentence instead of a stack trace. */
final class RolesFailureAnalyzer extends AbstractFailureAnalyzer<RolesException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, RolesException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), failure);
    }
}
