package io.postledger.messaging;

import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.gateway.IntervalRetryScheduler;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends a command again that may succeed in a moment: two nodes changed one aggregate at once, and the one that came second
 * decides on the newer state; or what it is checked against was not caught up with the log yet. Axon's own asks each cause
 * of a failure by itself, and would take the database's error below a {@link ConcurrencyException} for a final one.
 */
final class CommandRetries extends IntervalRetryScheduler {
    private static final int MOST = 10;
    private static final int INTERVAL_MILLIS = 20;

    CommandRetries(ScheduledExecutorService executor) {
        super(IntervalRetryScheduler.builder()
                .retryExecutor(executor)
                .retryInterval(INTERVAL_MILLIS)
                .maxRetryCount(MOST));
    }

    @Override
    protected boolean isExplicitlyNonTransient(Throwable failure) {
        return !isConcurrency(failure) && !isUnavailable(failure);
    }

    private static boolean isConcurrency(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(Throwable failure) {
        return HandlerExecutionException.<Object>resolveDetails(failure)
                .filter(Rejection.class::isInstance)
                .map(Rejection.class::cast)
                .filter(rejection -> rejection.code() == RejectionCode.SERVICE_UNAVAILABLE)
                .isPresent();
    }
}
