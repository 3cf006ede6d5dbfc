package io.postledger.command.media;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.DeleteMedia;
import io.postledger.api.media.ExpireMedia;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.media.MediaVault;
import io.postledger.api.media.RegisterMedia;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import io.postledger.command.snapshot.Snapshots;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A picture or a video. Its bytes never change: other bytes are another one. */
@Aggregate(
        cache = AggregateMemory.NAME,
        snapshotTriggerDefinition = Snapshots.TRIGGER,
        snapshotFilter = Snapshots.FILTER)
public class Media extends Root {
    @AggregateIdentifier
    private @Nullable String mediaId;

    private @Nullable String workspaceId;
    private @Nullable String sha256;
    private boolean deleted;
    private boolean purged;

    protected Media() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterMedia command, @MetaDataValue(MessageContext.WORKSPACE) String workspace, MediaVault vault) {
        MediaFacts facts = vault.claim(workspace, command.mediaId(), command.uploadId())
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.MEDIA_NOT_FOUND, "There is no such upload, or it has been given up"));
        if (mediaId != null && !deleted && facts.sha256().equals(sha256)) {
            return;
        }
        requireNew();
        apply(new MediaUploaded(
                command.mediaId().value(),
                workspace,
                facts.contentType(),
                facts.bytes(),
                facts.sha256(),
                facts.width(),
                facts.height(),
                facts.durationMillis()));
    }

    @CommandHandler
    void handle(DeleteMedia command) {
        if (!deleted) {
            apply(new MediaDeleted(mediaId));
        }
    }

    /**
     * Out of the library first, and the bytes a grace later: a command that meanwhile puts it on a post began before, and is
     * known by then.
     */
    @CommandHandler
    void handle(ExpireMedia command, MediaRetention retention) {
        if (purged) {
            return;
        }
        MediaRetention.Due due = retention.requireDue(workspaceId, mediaId);
        if (deleted) {
            apply(new MediaPurged(mediaId, workspaceId, due.rule(), due.days()));
        } else {
            apply(new MediaDeleted(mediaId));
        }
    }

    @EventSourcingHandler
    void on(MediaUploaded event) {
        mediaId = event.mediaId();
        workspaceId = event.workspaceId();
        sha256 = event.sha256();
    }

    @EventSourcingHandler
    void on(MediaDeleted event) {
        deleted = true;
    }

    @EventSourcingHandler
    void on(MediaPurged event) {
        purged = true;
    }

    @Override
    protected @Nullable String id() {
        return mediaId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.MEDIA_NOT_FOUND;
    }
}
