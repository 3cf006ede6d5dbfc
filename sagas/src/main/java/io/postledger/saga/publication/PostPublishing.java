package io.postledger.saga.publication;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.MessageContext;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.post.FinishPublishing;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPartlyPublished;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostPublishingFailed;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.PublicationResult;
import io.postledger.api.publication.PublicationAccepted;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.ReleasePublication;
import io.postledger.api.publication.RequestPublication;
import io.postledger.saga.account.UsableAccounts;
import io.postledger.saga.step.Step;
import io.postledger.saga.step.Steps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/**
 * Decides when a scheduled post's next step is due; the steps themselves are durable tasks. Every handler may be told
 * the same event again, and does the same again.
 */
@Saga
@ProcessingGroup("post-publishing")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class PostPublishing {
    private String postId = "";
    private String workspaceId = "";
    private int scheduleNumber;
    private Map<String, Delivery> deliveries = new LinkedHashMap<>();

    @StartSaga
    @SagaEventHandler(associationProperty = "postId")
    void on(
            PostScheduled event,
            @MetaDataValue(value = MessageContext.WORKSPACE, required = true) String workspace,
            PublishingTasks tasks) {
        postId = event.postId();
        workspaceId = workspace;
        schedule(event.scheduleNumber(), event.dueAt(), tasks);
    }

    @SagaEventHandler(associationProperty = "postId")
    void on(PostRescheduled event, PublishingTasks tasks) {
        tasks.cancelRelease(postId, scheduleNumber);
        schedule(event.scheduleNumber(), event.dueAt(), tasks);
    }

    private void schedule(int number, Instant dueAt, PublishingTasks tasks) {
        scheduleNumber = number;
        tasks.releaseAt(dueAt, new PublishingTasks.Release(postId, workspaceId, number));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "postId")
    void on(PostScheduleCancelled event, PublishingTasks tasks) {
        tasks.cancelRelease(postId, scheduleNumber);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "postId")
    void on(PostDeleted event, PublishingTasks tasks) {
        tasks.cancelRelease(postId, scheduleNumber);
    }

    @SagaEventHandler(associationProperty = "postId")
    void on(PostPublishingBegun event, @Timestamp Instant at, PublishingCommands commands, PublishingTasks tasks) {
        for (PlannedPublication planned : event.publications()) {
            Delivery delivery = new Delivery(
                    planned.publicationId(),
                    workspaceId,
                    planned.accountId(),
                    planned.platform(),
                    event.text(),
                    event.media(),
                    planned.options(),
                    0,
                    null,
                    null,
                    null,
                    event.dueAt());
            deliveries.put(planned.publicationId(), delivery);
            SagaLifecycle.associateWith("publicationId", planned.publicationId());
            commands.sendOnce(
                    workspaceId,
                    new RequestPublication(
                            new PublicationId(planned.publicationId()),
                            new PostId(postId),
                            new AccountId(planned.accountId()),
                            planned.platform(),
                            event.contentVersion(),
                            event.text(),
                            event.media(),
                            planned.options(),
                            event.dueAt()),
                    "request:" + planned.publicationId());
            tasks.sendFirstAt(at, delivery);
        }
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationAttemptNotSent event, @SequenceNumber long sequence, PublishingTasks tasks) {
        tasks.sendAt(event.retryAt(), after(event.publicationId(), event.attempt()), sequence);
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationConfirmedAbsent event, @SequenceNumber long sequence, PublishingTasks tasks) {
        tasks.sendAt(event.retryAt(), after(event.publicationId(), event.attempt()), sequence);
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(
            PublicationOutcomeUnknown event,
            @Timestamp Instant at,
            @SequenceNumber long sequence,
            PublishingTasks tasks) {
        Delivery sent =
                delivery(event.publicationId()).sent(event.attempt(), event.firstSentAt(), event.lastSentAt(), at);
        tasks.lookUpAt(event.lookUpAt(), keep(sent), sequence);
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationAccepted event, @Timestamp Instant at, @SequenceNumber long sequence, PublishingTasks tasks) {
        Delivery sent =
                delivery(event.publicationId()).sent(event.attempt(), event.firstSentAt(), event.lastSentAt(), at);
        tasks.lookUpAt(event.checkAt(), keep(sent), sequence);
    }

    /** The account may have been connected again before this was told: then nobody will say so a second time. */
    @SagaEventHandler(associationProperty = "publicationId")
    void on(
            PublicationHeld event,
            @SequenceNumber long sequence,
            PublishingCommands commands,
            PublishingTasks tasks,
            UsableAccounts accounts) {
        SagaLifecycle.associateWith("accountId", event.accountId());
        tasks.giveUpAt(event.giveUpAt(), delivery(event.publicationId()), sequence);
        if (accounts.isUsable(event.accountId())) {
            release(event.publicationId(), commands);
        }
    }

    @SagaEventHandler(associationProperty = "accountId")
    void on(AccountReconnected event, PublishingCommands commands, Steps steps) {
        steps.reached(Step.RELEASING);
        deliveries.values().stream()
                .filter(delivery -> delivery.accountId().equals(event.accountId()) && delivery.result() == null)
                .forEach(delivery -> release(delivery.publicationId(), commands));
    }

    private void release(String publicationId, PublishingCommands commands) {
        commands.send(workspaceId, new ReleasePublication(new PublicationId(publicationId)));
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationReleased event, @Timestamp Instant at, @SequenceNumber long sequence, PublishingTasks tasks) {
        Delivery delivery = delivery(event.publicationId());
        if (event.attempt() > 0) {
            tasks.lookUpAt(
                    at, keep(delivery.sent(event.attempt(), event.firstSentAt(), event.lastSentAt(), at)), sequence);
        } else {
            tasks.sendAt(at, delivery, sequence);
        }
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationPublished event, PublishingCommands commands, PreparedStore prepared, Steps steps) {
        ended(event.publicationId(), Delivery.PUBLISHED, commands, prepared, steps);
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationFailed event, PublishingCommands commands, PreparedStore prepared, Steps steps) {
        ended(event.publicationId(), event.reason(), commands, prepared, steps);
    }

    private void ended(
            String publicationId, String result, PublishingCommands commands, PreparedStore prepared, Steps steps) {
        prepared.delete(publicationId);
        deliveries.computeIfPresent(publicationId, (id, delivery) -> delivery.ended(result));
        if (deliveries.values().stream().allMatch(delivery -> delivery.result() != null)) {
            steps.reached(Step.FINISHING);
            List<PublicationResult> results =
                    deliveries.values().stream().map(PostPublishing::result).toList();
            commands.sendOnce(workspaceId, new FinishPublishing(new PostId(postId), results), "finish:" + postId);
        }
    }

    private static PublicationResult result(Delivery delivery) {
        boolean published = Delivery.PUBLISHED.equals(delivery.result());
        return new PublicationResult(
                new PublicationId(delivery.publicationId()),
                new AccountId(delivery.accountId()),
                published,
                published ? null : delivery.result());
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "postId")
    void on(PostPublished event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = "postId")
    void on(PostPartlyPublished event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = "postId")
    void on(PostPublishingFailed event) {}

    private Delivery after(String publicationId, int attempt) {
        return keep(delivery(publicationId).after(attempt));
    }

    private Delivery keep(Delivery delivery) {
        deliveries.put(delivery.publicationId(), delivery);
        return delivery;
    }

    private Delivery delivery(String publicationId) {
        Delivery delivery = deliveries.get(publicationId);
        if (delivery == null) {
            throw new IllegalStateException("Publication " + publicationId + " is none of post " + postId);
        }
        return delivery;
    }
}
