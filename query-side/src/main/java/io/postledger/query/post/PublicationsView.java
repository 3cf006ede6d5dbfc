package io.postledger.query.post;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import io.postledger.api.publication.PublicationAccepted;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationDeferred;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationParked;
import io.postledger.api.publication.PublicationPreparationStarted;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.publication.PublicationState;
import io.postledger.projection.mongo.MongoStore;
import io.postledger.projection.mongo.MongoView;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What became of each publication. What a person decided about a parked one needs no handler: the events that follow it
 * say what came of it.
 */
@Component
@ProcessingGroup("posts")
class PublicationsView {
    private final MongoView publications;

    PublicationsView(MongoStore store) {
        publications = new MongoView(store, "publications", List.of(Indexes.ascending("workspaceId", "state")));
    }

    MongoView view() {
        return publications;
    }

    /** Those of the given publications that have been asked for, by id. */
    Map<String, Document> find(Collection<String> publicationIds) {
        Map<String, Document> found = new HashMap<>();
        if (!publicationIds.isEmpty()) {
            publications
                    .collection()
                    .find(in("_id", publicationIds))
                    .forEach(publication -> found.put(publication.getString("_id"), publication));
        }
        return found;
    }

    @EventHandler
    void on(PublicationRequested event, @Timestamp Instant at) {
        publications.create(
                event.publicationId(),
                () -> new Document("workspaceId", event.workspaceId())
                        .append("postId", event.postId())
                        .append("accountId", event.accountId())
                        .append("state", PublicationState.REQUESTED.name())
                        .append("since", Date.from(at))
                        .append("attempts", 0));
    }

    @EventHandler
    void on(PublicationAttemptStarted event, @Timestamp Instant at) {
        publications.change(event.publicationId(), publication -> {
            publication.put("attempts", event.attempt());
            setState(publication, PublicationState.SENDING, null, at, null);
        });
    }

    @EventHandler
    void on(PublicationAttemptNotSent event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.RETRYING, event.reason(), at, event.retryAt());
    }

    @EventHandler
    void on(PublicationOutcomeUnknown event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.UNKNOWN, event.reason(), at, event.lookUpAt());
    }

    @EventHandler
    void on(PublicationPreparationStarted event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.PREPARING, null, at, null);
    }

    @EventHandler
    void on(PublicationDeferred event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.DEFERRED, event.reason(), at, event.until());
    }

    @EventHandler
    void on(PublicationHeld event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.HELD, event.reason(), at, event.giveUpAt());
    }

    @EventHandler
    void on(PublicationReleased event, @Timestamp Instant at) {
        PublicationState state = event.attempt() > 0 ? PublicationState.UNKNOWN : PublicationState.RETRYING;
        setState(event.publicationId(), state, null, at, null);
    }

    @EventHandler
    void on(PublicationAccepted event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.PROCESSING, null, at, event.checkAt());
    }

    @EventHandler
    void on(PublicationConfirmedAbsent event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.RETRYING, null, at, null);
    }

    @EventHandler
    void on(PublicationParked event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.PARKED, event.reason(), at, null);
    }

    @EventHandler
    void on(PublicationFailed event, @Timestamp Instant at) {
        setState(event.publicationId(), PublicationState.FAILED, event.reason(), at, null);
    }

    @EventHandler
    void on(PublicationPublished event, @Timestamp Instant at) {
        publications.change(event.publicationId(), publication -> {
            setState(publication, PublicationState.PUBLISHED, null, at, null);
            publication
                    .append("externalId", orNull(event.externalId()))
                    .append("uri", orNull(event.uri()))
                    .append("publishedAt", Date.from(event.publishedAt()));
        });
    }

    private void setState(
            String publicationId,
            PublicationState state,
            @Nullable String reason,
            Instant at,
            @Nullable Instant until) {
        publications.change(publicationId, publication -> setState(publication, state, reason, at, until));
    }

    /** {@code since} is when it came to stand so: being told the same again does not make it new. */
    private static void setState(
            Document publication,
            PublicationState state,
            @Nullable String reason,
            Instant at,
            @Nullable Instant until) {
        if (!state.name().equals(publication.getString("state"))) {
            publication.append("since", Date.from(at));
        }
        publication
                .append("state", state.name())
                .append("reason", reason)
                .append("until", until == null ? null : Date.from(until));
    }

    /** A person who says that a post is there may not know where. */
    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
