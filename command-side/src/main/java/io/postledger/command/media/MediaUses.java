package io.postledger.command.media;

import io.postledger.api.media.Attachment;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostPartlyPublished;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostPublishingFailed;
import io.postledger.command.directory.Directory;
import java.sql.Timestamp;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which posts have which pictures and videos, and since when no longer. */
@Component
class MediaUses implements Directory {
    /** How a post stands to a picture or video that it has or had. */
    enum Use {
        USED,
        /** Edited out. */
        DROPPED,
        /** The post has gone out, failed, or was deleted, with it. */
        ENDED
    }

    private final JdbcClient jdbc;

    MediaUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        Object event = message.getPayload();
        if (event instanceof MediaUploaded uploaded) {
            upload(uploaded, message);
        } else if (event instanceof MediaDeleted) {
            mark("deleted_at", message);
        } else if (event instanceof MediaPurged) {
            mark("purged_at", message);
        } else if (event instanceof PostDrafted drafted) {
            use(drafted.media(), message);
        } else if (event instanceof PostEdited edited) {
            use(edited.media(), message);
            leave(Use.DROPPED, ids(edited.media()), message);
        } else if (event instanceof PostPublished
                || event instanceof PostPartlyPublished
                || event instanceof PostPublishingFailed
                || event instanceof PostDeleted) {
            leave(Use.ENDED, List.of(), message);
        }
    }

    private void upload(MediaUploaded event, DomainEventMessage<?> message) {
        jdbc.sql("""
                        INSERT INTO known_media (media_id, workspace_id, uploaded_at) VALUES (?, ?, ?)
                        ON CONFLICT (media_id) DO NOTHING""").params(event.mediaId(), event.workspaceId(), at(message)).update();
    }

    /** Each is said once in a life. */
    private void mark(String column, DomainEventMessage<?> message) {
        jdbc.sql("UPDATE known_media SET " + column + " = ? WHERE media_id = ?")
                .params(at(message), message.getAggregateIdentifier())
                .update();
    }

    private void use(List<Attachment> media, DomainEventMessage<?> message) {
        for (String mediaId : ids(media)) {
            jdbc.sql("""
                            INSERT INTO media_use (media_id, post_id, use, since, sequence) VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT (media_id, post_id) DO UPDATE
                            SET use = excluded.use, since = excluded.since, sequence = excluded.sequence
                            WHERE media_use.sequence < excluded.sequence""")
                    .params(
                            mediaId,
                            message.getAggregateIdentifier(),
                            Use.USED.name(),
                            at(message),
                            message.getSequenceNumber())
                    .update();
        }
    }

    /** All that the post still had, but these. */
    private void leave(Use how, List<String> but, DomainEventMessage<?> message) {
        jdbc.sql("""
                        UPDATE media_use SET use = :how, since = :at, sequence = :sequence
                        WHERE post_id = :post AND use = :used AND sequence < :sequence AND media_id <> ALL (:but)""")
                .param("how", how.name())
                .param("at", at(message))
                .param("sequence", message.getSequenceNumber())
                .param("post", message.getAggregateIdentifier())
                .param("used", Use.USED.name())
                .param("but", but.toArray(String[]::new))
                .update();
    }

    private static List<String> ids(List<Attachment> media) {
        return media.stream().map(Attachment::mediaId).toList();
    }

    private static Timestamp at(DomainEventMessage<?> message) {
        return Timestamp.from(message.getTimestamp());
    }
}
