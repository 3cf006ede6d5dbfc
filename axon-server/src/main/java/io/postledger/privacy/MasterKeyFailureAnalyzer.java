package io.postledger.privacy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Some sentences instead of a stack trace. */
final class MasterKeyFailureAnalyzer extends AbstractFailureAnalyzer<MasterKeyException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, MasterKeyException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), failure);
    }
}
