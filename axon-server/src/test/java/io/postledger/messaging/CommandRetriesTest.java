package io.postledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandRetriesTest {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final CommandRetries retries = new CommandRetries(executor, LogCommit.WITH_TABLES);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private static CommandExecutionException refusal(RejectionCode code) {
        return new CommandExecutionException("refused", null, new Rejection(code, "refused", Map.of()));
    }

    @Test
    void givenConcurrentChangeWithADatabasesErrorBelow_thenTriedAgain() {
        assertThat(retries.isExplicitlyNonTransient(
                        new ConcurrencyException("raced", new SQLException("duplicate key"))))
                .isFalse();
    }

    @Test
    void givenSomethingNotCaughtUpYet_thenTriedAgain() {
        assertThat(retries.isExplicitlyNonTransient(refusal(RejectionCode.SERVICE_UNAVAILABLE)))
                .isFalse();
    }

    @Test
    void givenRefusalOrDefect_thenFinal() {
        assertThat(retries.isExplicitlyNonTransient(refusal(RejectionCode.STALE_VERSION)))
                .isTrue();
        assertThat(retries.isExplicitlyNonTransient(new IllegalStateException("a defect")))
                .isTrue();
    }

    @Test
    void givenCommandInAnothersTransaction_whenItFails_thenItIsNotTriedAgainInOneThatWouldWaitForTheFirst() {
        RuntimeException raced = new ConcurrencyException("raced");
        var command = new GenericCommandMessage<Object>("command");
        Runnable nothing = () -> {};

        assertThat(retries.scheduleRetry(command, raced, List.of(), nothing)).isTrue();
        new DefaultUnitOfWork<>(command).execute(() -> {
            assertThat(retries.scheduleRetry(command, raced, List.of(), nothing))
                    .isFalse();
            assertThat(new CommandRetries(executor, LogCommit.BEFORE_TABLES)
                            .scheduleRetry(command, raced, List.of(), nothing))
                    .isTrue();
        });
    }
}
