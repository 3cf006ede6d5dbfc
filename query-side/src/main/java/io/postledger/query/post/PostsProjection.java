package io.postledger.query.post;

import com.mongodb.client.model.Indexes;
import io.postledger.api.MessageContext;
import io.postledger.api.media.Attachment;
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
import io.postledger.projection.Projection;
import io.postledger.projection.mongo.MongoStore;
import io.postledger.projection.mongo.MongoView;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The content view: posts as they stand. A deleted post stays, as DELETED. What became of each publication stands in a
 * view of its own ({@link PublicationsView}), filled by the same event processor: each document follows one aggregate.
 */
@Component
@ProcessingGroup("posts")
class PostsProjection implements Projection {
    private final MongoView posts;
    private final PublicationsView publications;

    PostsProjection(MongoStore store, PublicationsView publications) {
        posts = new MongoView(
                store,
                "posts",
                List.of(
                        Indexes.compoundIndex(Indexes.ascending("workspaceId"), Indexes.descending("_id")),
                        Indexes.compoundIndex(Indexes.ascending("workspaceId", "state"), Indexes.descending("_id")),
                        Indexes.compoundIndex(
                                Indexes.ascending("workspaceId", "targets.accountId"), Indexes.descending("_id"))));
        this.publications = publications;
    }

    @Override
    public List<MongoView> targets() {
        return List.of(posts, publications.view());
    }

    MongoView view() {
        return posts;
    }

    @EventHandler
    void on(PostDrafted event, @Timestamp Instant at, @MetaDataValue(MessageContext.ACTOR) @Nullable String actor) {
        posts.create(event.postId(), () -> {
            Document post = created(event.workspaceId(), PostState.DRAFT, event.text(), actor, at);
            putContent(post, event.targets(), event.media());
            return post;
        });
    }

    @EventHandler
    void on(PostImported event, @Timestamp Instant at, @MetaDataValue(MessageContext.ACTOR) @Nullable String actor) {
        Document target = new Document("accountId", event.accountId())
                .append("platform", event.platform().name())
                .append("publicationId", event.publicationId())
                .append(
                        "imported",
                        new Document("externalId", event.externalId())
                                .append("uri", event.uri())
                                .append("publishedAt", Date.from(event.publishedAt())));
        posts.create(
                event.postId(),
                () -> created(event.workspaceId(), PostState.PUBLISHED, event.text(), actor, at)
                        .append("targets", List.of(target)));
    }

    @EventHandler
    void on(PostEdited event, @Timestamp Instant at) {
        change(event.postId(), at, post -> {
            post.append("text", event.text()).append("contentVersion", event.contentVersion());
            putContent(post, event.targets(), event.media());
        });
    }

    private static void putContent(Document post, List<PostTarget> targets, List<Attachment> media) {
        post.append("targets", targets.stream().map(PostsProjection::target).toList());
        ContentDocuments.putMedia(post, media);
    }

    @EventHandler
    void on(PostScheduled event, @Timestamp Instant at) {
        schedule(event.postId(), at, event.localTime(), event.timeZone(), event.dueAt());
    }

    @EventHandler
    void on(PostRescheduled event, @Timestamp Instant at) {
        schedule(event.postId(), at, event.localTime(), event.timeZone(), event.dueAt());
    }

    @EventHandler
    void on(PostScheduleCancelled event, @Timestamp Instant at) {
        change(
                event.postId(),
                at,
                post -> post.append("state", PostState.DRAFT.name())
                        .append("localTime", null)
                        .append("timeZone", null)
                        .append("dueAt", null));
    }

    @EventHandler
    void on(PostPublishingBegun event, @Timestamp Instant at) {
        change(
                event.postId(),
                at,
                post -> post.append("state", PostState.PUBLISHING.name())
                        .append(
                                "targets",
                                event.publications().stream()
                                        .map(PostsProjection::target)
                                        .toList()));
    }

    @EventHandler
    void on(PostPublished event, @Timestamp Instant at) {
        change(event.postId(), at, post -> post.append("state", PostState.PUBLISHED.name()));
    }

    @EventHandler
    void on(PostPartlyPublished event, @Timestamp Instant at) {
        change(event.postId(), at, post -> post.append("state", PostState.PARTLY_PUBLISHED.name()));
    }

    @EventHandler
    void on(PostPublishingFailed event, @Timestamp Instant at) {
        change(event.postId(), at, post -> post.append("state", PostState.FAILED.name()));
    }

    @EventHandler
    void on(PostDeleted event, @Timestamp Instant at) {
        change(event.postId(), at, post -> post.append("state", PostState.DELETED.name()));
    }

    private void schedule(String postId, Instant at, LocalDateTime localTime, String timeZone, Instant dueAt) {
        change(
                postId,
                at,
                post -> post.append("state", PostState.SCHEDULED.name())
                        .append("localTime", localTime.toString())
                        .append("timeZone", timeZone)
                        .append("dueAt", Date.from(dueAt)));
    }

    private void change(String postId, Instant at, Consumer<Document> change) {
        posts.change(postId, post -> {
            change.accept(post);
            post.put("updatedAt", Date.from(at));
        });
    }

    private static Document created(
            String workspaceId, PostState state, String text, @Nullable String actor, Instant at) {
        return new Document("workspaceId", workspaceId)
                .append("state", state.name())
                .append("text", text)
                .append("contentVersion", 1)
                .append("createdBy", actor == null ? MessageContext.ANONYMOUS : actor)
                .append("createdAt", Date.from(at))
                .append("updatedAt", Date.from(at));
    }

    private static Document target(PostTarget target) {
        Document document = new Document("accountId", target.accountId())
                .append("platform", target.platform().name());
        ContentDocuments.putOptions(document, target.options());
        return document;
    }

    private static Document target(PlannedPublication publication) {
        PostTarget target = new PostTarget(publication.accountId(), publication.platform(), publication.options());
        return target(target).append("publicationId", publication.publicationId());
    }
}
