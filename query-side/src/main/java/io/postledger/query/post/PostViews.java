package io.postledger.query.post;

import io.postledger.api.account.Platform;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostView;
import io.postledger.api.publication.PublicationState;
import io.postledger.projection.mongo.MongoView;
import io.postledger.query.Documents;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts posts and their publications together as {@link PostView}s. */
@Component
class PostViews {
    private final PublicationsView publications;

    PostViews(PublicationsView publications) {
        this.publications = publications;
    }

    /** In the order of {@code posts}; reads the publications of all of them in one query. */
    List<PostView> of(Collection<Document> posts) {
        List<String> ids = posts.stream()
                .flatMap(post -> post.getList("targets", Document.class).stream())
                .map(target -> target.getString("publicationId"))
                .filter(Objects::nonNull)
                .toList();
        Map<String, Document> found = publications.find(ids);
        return posts.stream().map(post -> view(post, found)).toList();
    }

    private static PostView view(Document post, Map<String, Document> publications) {
        String localTime = post.getString("localTime");
        return new PostView(
                post.getString("_id"),
                PostState.valueOf(post.getString("state")),
                post.getString("text"),
                ContentDocuments.media(post),
                post.getInteger("contentVersion"),
                localTime == null ? null : LocalDateTime.parse(localTime),
                post.getString("timeZone"),
                Documents.instant(post, "dueAt"),
                post.getList("targets", Document.class).stream()
                        .map(target -> target(target, publications.get(target.getString("publicationId"))))
                        .toList(),
                post.getString("createdBy"),
                Objects.requireNonNull(Documents.instant(post, "createdAt")),
                Objects.requireNonNull(Documents.instant(post, "updatedAt")),
                MongoView.version(post));
    }

    private static PostView.TargetView target(Document target, @Nullable Document publication) {
        Document imported = target.get("imported", Document.class);
        Document outcome = imported != null ? imported : publication != null ? publication : new Document();
        return new PostView.TargetView(
                target.getString("accountId"),
                Platform.valueOf(target.getString("platform")),
                ContentDocuments.options(target),
                target.getString("publicationId"),
                state(target, imported, publication),
                outcome.getInteger("attempts", 0),
                outcome.getString("externalId"),
                outcome.getString("uri"),
                Documents.instant(outcome, "publishedAt"),
                outcome.getString("reason"));
    }

    private static @Nullable PublicationState state(
            Document target, @Nullable Document imported, @Nullable Document publication) {
        if (imported != null) {
            return PublicationState.PUBLISHED;
        }
        if (publication != null) {
            return PublicationState.valueOf(publication.getString("state"));
        }
        return target.getString("publicationId") == null ? null : PublicationState.REQUESTED;
    }
}
