package io.postledger.query.media;

import com.mongodb.client.model.Indexes;
import io.postledger.api.MessageContext;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.projection.Projection;
import io.postledger.projection.mongo.MongoStore;
import io.postledger.projection.mongo.MongoView;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pictures and videos, what they are and who brought them. A deleted one stays, marked: posts and history show it. */
@Component
@ProcessingGroup("media")
class MediaProjection implements Projection {
    private final MongoView media;

    MediaProjection(MongoStore store) {
        media = new MongoView(
                store,
                "media",
                List.of(Indexes.compoundIndex(Indexes.ascending("workspaceId"), Indexes.descending("_id"))));
    }

    @Override
    public List<MongoView> targets() {
        return List.of(media);
    }

    MongoView view() {
        return media;
    }

    @EventHandler
    void on(MediaUploaded event, @Timestamp Instant at, @MetaDataValue(MessageContext.ACTOR) @Nullable String actor) {
        media.create(
                event.mediaId(),
                () -> new Document("workspaceId", event.workspaceId())
                        .append("contentType", event.contentType())
                        .append("bytes", event.bytes())
                        .append("sha256", event.sha256())
                        .append("width", event.width())
                        .append("height", event.height())
                        .append("durationMillis", event.durationMillis())
                        .append("uploadedBy", actor == null ? MessageContext.ANONYMOUS : actor)
                        .append("uploadedAt", Date.from(at))
                        .append("deleted", false));
    }

    @EventHandler
    void on(MediaDeleted event) {
        media.change(event.mediaId(), found -> found.append("deleted", true));
    }

    @EventHandler
    void on(MediaPurged event, @Timestamp Instant at) {
        media.change(event.mediaId(), found -> found.append("purgedAt", Date.from(at)));
    }
}
