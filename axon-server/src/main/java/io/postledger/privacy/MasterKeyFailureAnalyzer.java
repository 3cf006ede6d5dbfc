package io.postledger.privacy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Some sentences instead of a stack trace. */
final class MasterKeyFailureAnalyzer extends AbstractFailureAnalyzer<MasterKeyLostException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, MasterKeyLostException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), failure);
    }
}
