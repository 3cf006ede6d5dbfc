package io.postledger.saga.publication;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.MessageContext;
import io.postledger.api.account.AccountId;
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
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.RequestPublication;
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
                    null);
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
            tasks.sendAt(at, delivery);
        }
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationAttemptStarted event, @Timestamp Instant at) {
        deliveries.computeIfPresent(event.publicationId(), (id, delivery) -> delivery.sending(event.attempt(), at));
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationAttemptNotSent event, PublishingTasks tasks) {
        tasks.sendAt(event.retryAt(), delivery(event.publicationId()));
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationConfirmedAbsent event, PublishingTasks tasks) {
        tasks.sendAt(event.retryAt(), delivery(event.publicationId()));
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationOutcomeUnknown event, @SequenceNumber long sequence, PublishingTasks tasks) {
        tasks.lookUpAt(event.lookUpAt(), delivery(event.publicationId()), sequence);
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationPublished event, PublishingCommands commands) {
        ended(event.publicationId(), Delivery.PUBLISHED, commands);
    }

    @SagaEventHandler(associationProperty = "publicationId")
    void on(PublicationFailed event, PublishingCommands commands) {
        ended(event.publicationId(), event.reason(), commands);
    }

    private void ended(String publicationId, String result, PublishingCommands commands) {
        deliveries.computeIfPresent(publicationId, (id, delivery) -> delivery.ended(result));
        if (deliveries.values().stream().allMatch(delivery -> delivery.result() != null)) {
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

    private Delivery delivery(String publicationId) {
        Delivery delivery = deliveries.get(publicationId);
        if (delivery == null) {
            throw new IllegalStateException("Publication " + publicationId + " is none of post " + postId);
        }
        return delivery;
    }
}
