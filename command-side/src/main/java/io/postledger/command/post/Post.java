package io.postledger.command.post;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.Attachment;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.CancelPostSchedule;
import io.postledger.api.post.DeletePost;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.FailedPublication;
import io.postledger.api.post.FinishPublishing;
import io.postledger.api.post.ImportPost;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostImported;
import io.postledger.api.post.PostPartlyPublished;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostPublishingFailed;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduleCancelled;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.ReschedulePost;
import io.postledger.api.post.Schedule;
import io.postledger.api.post.SchedulePost;
import io.postledger.api.publication.PublicationId;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A post: its content versions, its schedule, and the one decision after which it can no longer be changed. {@link
 * BeginPublishing} is that decision: whatever reaches the post before it is honoured, whatever comes after is refused.
 */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class Post extends Root {
    @AggregateIdentifier
    private @Nullable String postId;

    private @Nullable String workspaceId;
    private @Nullable PostState state;
    private int contentVersion;
    private @Nullable PostContent content;
    private int scheduleNumber;
    private @Nullable Instant dueAt;

    protected Post() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            DraftPost command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspace,
            ContentPolicy contentPolicy,
            MediaPolicy mediaPolicy,
            TargetPolicy targetPolicy) {
        requireNew();
        List<PostTarget> accepted = targetPolicy.require(workspace, command.targets(), command.options());
        List<Attachment> attached = mediaPolicy.require(workspace, command.media());
        contentPolicy.requireDraft(command.text(), attached, accepted);
        apply(new PostDrafted(command.postId().value(), workspace, command.text(), accepted, attached));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            ImportPost command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspace,
            TargetPolicy targetPolicy,
            Clock clock) {
        requireNew();
        PostTarget target =
                targetPolicy.requireUsable(workspace, command.accountId().value());
        if (command.text().isBlank()) {
            throw new RejectedException(RejectionCode.CONTENT_EMPTY, "A post needs a text");
        }
        if (command.publishedAt().isAfter(clock.instant())) {
            throw new RejectedException(RejectionCode.INVALID_REQUEST, "An imported post went out in the past");
        }
        apply(new PostImported(
                command.postId().value(),
                workspace,
                command.publicationId().value(),
                target.accountId(),
                target.platform(),
                command.text(),
                command.externalId(),
                command.uri().toString(),
                command.publishedAt()));
    }

    @CommandHandler
    void handle(EditPost command, ContentPolicy contentPolicy, MediaPolicy mediaPolicy, TargetPolicy targetPolicy) {
        requireChangeable();
        List<PostTarget> accepted = targetPolicy.require(workspaceId, command.targets(), command.options());
        List<Attachment> attached = mediaPolicy.require(workspaceId, command.media(), content.media());
        if (state == PostState.SCHEDULED) {
            requireTargets(accepted);
            contentPolicy.requireComplete(command.text(), attached, accepted);
        } else {
            contentPolicy.requireDraft(command.text(), attached, accepted);
        }
        if (!content.is(command.text(), accepted, attached)) {
            apply(new PostEdited(postId, contentVersion + 1, command.text(), accepted, attached));
        }
    }

    @CommandHandler
    void handle(SchedulePost command, ContentPolicy contentPolicy, TargetPolicy targetPolicy, Clock clock) {
        requireChangeable();
        if (state == PostState.SCHEDULED) {
            throw new RejectedException(
                    RejectionCode.POST_ALREADY_SCHEDULED, "This post has a schedule; reschedule it instead");
        }
        Schedule schedule = command.schedule();
        Instant due = SchedulePolicy.dueAt(schedule, clock.instant());
        requireTargets(content.targets());
        content.targets().forEach(target -> targetPolicy.requireUsable(workspaceId, target.accountId()));
        contentPolicy.requireComplete(content.text(), content.media(), content.targets());
        apply(new PostScheduled(postId, scheduleNumber + 1, schedule.at(), schedule.timeZone(), due));
    }

    @CommandHandler
    void handle(ReschedulePost command, Clock clock) {
        requireScheduled();
        Schedule schedule = command.schedule();
        Instant due = SchedulePolicy.dueAt(schedule, clock.instant());
        apply(new PostRescheduled(postId, scheduleNumber + 1, schedule.at(), schedule.timeZone(), due));
    }

    @CommandHandler
    void handle(CancelPostSchedule command) {
        requireScheduled();
        apply(new PostScheduleCancelled(postId, scheduleNumber));
    }

    @CommandHandler
    void handle(DeletePost command) {
        if (state == PostState.DELETED) {
            return;
        }
        if (state != PostState.FAILED) {
            requireChangeable();
        }
        apply(new PostDeleted(postId));
    }

    @CommandHandler
    void handle(BeginPublishing command, Ids ids) {
        if (command.scheduleNumber() != scheduleNumber || state == PostState.DRAFT || state == PostState.DELETED) {
            throw new RejectedException(
                    RejectionCode.SCHEDULE_SUPERSEDED, "This schedule was moved, cancelled or deleted");
        }
        if (state == PostState.SCHEDULED) {
            List<PlannedPublication> publications = content.targets().stream()
                    .map(target -> new PlannedPublication(
                            ids.next(PublicationId.PREFIX, PublicationId::new).value(),
                            target.accountId(),
                            target.platform(),
                            target.options()))
                    .toList();
            apply(new PostPublishingBegun(
                    postId,
                    workspaceId,
                    scheduleNumber,
                    contentVersion,
                    content.text(),
                    content.media(),
                    dueAt,
                    publications));
        }
    }

    @CommandHandler
    void handle(FinishPublishing command) {
        if (state != PostState.PUBLISHING) {
            return;
        }
        List<FailedPublication> failed = command.results().stream()
                .filter(result -> !result.published())
                .map(result -> new FailedPublication(
                        result.publicationId().value(),
                        result.accountId().value(),
                        result.reason() == null ? "UNKNOWN" : result.reason()))
                .toList();
        if (failed.isEmpty()) {
            apply(new PostPublished(postId));
        } else if (failed.size() < command.results().size()) {
            apply(new PostPartlyPublished(postId, failed));
        } else {
            apply(new PostPublishingFailed(postId, failed));
        }
    }

    /** Rejected unless the post is a draft or scheduled. */
    private void requireChangeable() {
        switch (state) {
            case DRAFT, SCHEDULED -> {}
            case PUBLISHING ->
                throw new RejectedException(
                        RejectionCode.POST_ALREADY_SENDING, "This post is being sent and can no longer be changed");
            case DELETED -> throw new RejectedException(RejectionCode.POST_DELETED, "This post was deleted");
            default ->
                throw new RejectedException(
                        RejectionCode.POST_NOT_EDITABLE, "This post has gone out and can no longer be changed");
        }
    }

    private void requireScheduled() {
        requireChangeable();
        if (state != PostState.SCHEDULED) {
            throw new RejectedException(RejectionCode.POST_NOT_SCHEDULED, "This post has no schedule");
        }
    }

    private static void requireTargets(List<PostTarget> targets) {
        if (targets.isEmpty()) {
            throw new RejectedException(
                    RejectionCode.POST_WITHOUT_TARGETS, "Choose at least one account to publish to");
        }
    }

    @EventSourcingHandler
    void on(PostDrafted event) {
        postId = event.postId();
        workspaceId = event.workspaceId();
        state = PostState.DRAFT;
        contentVersion = 1;
        content = new PostContent(postId, workspaceId, event.text(), event.targets(), event.media());
    }

    @EventSourcingHandler
    void on(PostImported event) {
        postId = event.postId();
        workspaceId = event.workspaceId();
        state = PostState.PUBLISHED;
        contentVersion = 1;
        content = new PostContent(
                postId,
                workspaceId,
                event.text(),
                List.of(new PostTarget(event.accountId(), event.platform())),
                List.of());
    }

    @EventSourcingHandler
    void on(PostEdited event) {
        contentVersion = event.contentVersion();
        content = content.with(event.text(), event.targets(), event.media());
    }

    @EventSourcingHandler
    void on(PostScheduled event) {
        state = PostState.SCHEDULED;
        scheduleNumber = event.scheduleNumber();
        dueAt = event.dueAt();
    }

    @EventSourcingHandler
    void on(PostRescheduled event) {
        scheduleNumber = event.scheduleNumber();
        dueAt = event.dueAt();
    }

    @EventSourcingHandler
    void on(PostScheduleCancelled event) {
        state = PostState.DRAFT;
    }

    @EventSourcingHandler
    void on(PostPublishingBegun event) {
        state = PostState.PUBLISHING;
    }

    @EventSourcingHandler
    void on(PostPublished event) {
        state = PostState.PUBLISHED;
    }

    @EventSourcingHandler
    void on(PostPartlyPublished event) {
        state = PostState.PARTLY_PUBLISHED;
    }

    @EventSourcingHandler
    void on(PostPublishingFailed event) {
        state = PostState.FAILED;
    }

    @EventSourcingHandler
    void on(PostDeleted event) {
        state = PostState.DELETED;
    }

    @Override
    protected @Nullable String id() {
        return postId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.POST_NOT_FOUND;
    }
}
