package io.postledger.messaging;

import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.IntervalRetryScheduler;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends a command again that may succeed in a moment: two nodes changed one aggregate at once, and the one that came second
 * decides on the newer state; or what it is checked against was not caught up with the log yet. Axon's own asks each cause
 * of a failure by itself, and would take the database's error below a {@link ConcurrencyException} for a final one.
 *
 * <p>A command sent while another message is handled, in the one transaction of both, is not sent again: the next try would
 * be made in another transaction, and wait for the locks of the first. Who sent the outer message tries again.
 */
final class CommandRetries extends IntervalRetryScheduler {
    private static final int MOST = 10;
    private static final int INTERVAL_MILLIS = 20;

    private final LogCommit logCommit;

    CommandRetries(ScheduledExecutorService executor, LogCommit logCommit) {
        super(IntervalRetryScheduler.builder()
                .retryExecutor(executor)
                .retryInterval(INTERVAL_MILLIS)
                .maxRetryCount(MOST));
        this.logCommit = logCommit;
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        boolean inAnothersTransaction = logCommit == LogCommit.WITH_TABLES && CurrentUnitOfWork.isStarted();
        return !inAnothersTransaction && super.scheduleRetry(command, lastFailure, failures, dispatch);
    }

    @Override
    protected boolean isExplicitlyNonTransient(Throwable failure) {
        return !isConcurrency(failure) && !isUnavailable(failure);
    }

    private static boolean isConcurrency(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException) {
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
