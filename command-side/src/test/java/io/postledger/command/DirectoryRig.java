package io.postledger.command;

import static org.awaitility.Awaitility.await;

import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.privacy.SealedEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The command side with its directories, and with what a crash at the wrong moment leaves. */
@OnPostgres
public abstract class DirectoryRig {
    protected final Ids ids = new Ids(Clock.systemUTC());

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected CommandGateway gateway;

    @Autowired
    protected EventProcessingConfiguration processors;

    @Autowired
    private EventStorageEngine log;

    @Autowired
    private PlatformTransactionManager transactions;

    /**
     * Puts an event into the log and tells nobody: as where Axon Server has the event and the process dies before
     * PostgreSQL's commit.
     */
    protected void onlyInTheLog(String type, String aggregateId, long sequence, String workspaceId, Object event) {
        inTransaction(() -> log.appendEvents(List.of(SealedEvents.of(new GenericDomainEventMessage<>(
                type, aggregateId, sequence, event, Map.of(MessageContext.WORKSPACE, workspaceId))))));
    }

    protected void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    /** Sends a command as one of our own processes would. Throws {@link RejectedException}. */
    protected CommandResult send(String workspaceId, Object command) {
        return send(workspaceId, command, UUID.randomUUID().toString());
    }

    protected CommandResult send(String workspaceId, Object command, String requestId) {
        try {
            return gateway.sendAndWait(new GenericCommandMessage<>(
                    command,
                    Map.of(
                            MessageContext.WORKSPACE,
                            workspaceId,
                            MessageContext.ACTOR,
                            MessageContext.PROCESS_PREFIX + "test",
                            MessageContext.REQUEST_ID,
                            requestId)));
        } catch (CommandExecutionException e) {
            throw e.<Rejection>getDetails()
                    .<RuntimeException>map(RejectedException::new)
                    .orElse(e);
        }
    }

    /** Takes an aggregate's events out again, where a test has made them unreadable: others read this log from its beginning. */
    protected void takeOut(String aggregateId) {
        jdbc.sql("DELETE FROM event_log WHERE aggregate_id = ?")
                .param(aggregateId)
                .update();
    }

    /** Does something while nobody tells the directories what is in the log. */
    protected void whileNobodyFollows(Runnable work) {
        StreamingEventProcessor follower = processors
                .eventProcessor("directories-from-log", StreamingEventProcessor.class)
                .orElseThrow();
        follower.shutDown();
        try {
            work.run();
        } finally {
            follower.start();
            // Other tests have commands that wait for it only briefly.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !follower.processingStatus().isEmpty()
                            && follower.processingStatus().values().stream().allMatch(EventTrackerStatus::isCaughtUp));
        }
    }
}
