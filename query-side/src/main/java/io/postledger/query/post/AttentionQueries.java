package io.postledger.query.post;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import io.postledger.api.MessageContext;
import io.postledger.api.post.PostState;
import io.postledger.api.publication.AttentionItem;
import io.postledger.api.publication.AttentionItem.Kind;
import io.postledger.api.publication.AttentionList;
import io.postledger.api.publication.FindAttention;
import io.postledger.api.publication.PublicationState;
import io.postledger.query.Documents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Answers what needs a look: nothing that is late, held or unclear is left for somebody to find by chance. */
@Component
class AttentionQueries {
    private static final int MOST = 500;

    /** Later than this after its due time a post is overdue; in use it is on its way within a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Map<PublicationState, Kind> KINDS = new EnumMap<>(Map.of(
            PublicationState.REQUESTED, Kind.OVERDUE,
            PublicationState.SENDING, Kind.OVERDUE,
            PublicationState.HELD, Kind.HELD,
            PublicationState.UNKNOWN, Kind.UNKNOWN,
            PublicationState.PARKED, Kind.PARKED,
            PublicationState.PREPARING, Kind.WAITING,
            PublicationState.PROCESSING, Kind.WAITING,
            PublicationState.DEFERRED, Kind.WAITING,
            PublicationState.RETRYING, Kind.WAITING));

    private final PostsProjection posts;
    private final PublicationsView publications;
    private final Clock clock;

    AttentionQueries(PostsProjection posts, PublicationsView publications, Clock clock) {
        this.posts = posts;
        this.publications = publications;
        this.clock = clock;
    }

    @QueryHandler
    AttentionList find(FindAttention query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        Date lateSince = Date.from(clock.instant().minus(PATIENCE));
        List<AttentionItem> items = new ArrayList<>();
        posts.view()
                .collection()
                .find(and(
                        eq("workspaceId", workspaceId),
                        eq("state", PostState.SCHEDULED.name()),
                        lt("dueAt", lateSince)))
                .limit(MOST)
                .forEach(post -> items.add(overdue(post)));
        KINDS.forEach((state, kind) -> publications
                .view()
                .collection()
                .find(
                        kind == Kind.OVERDUE
                                ? and(eq("workspaceId", workspaceId), eq("state", state.name()), lt("since", lateSince))
                                : and(eq("workspaceId", workspaceId), eq("state", state.name())))
                .limit(MOST)
                .forEach(publication -> items.add(item(kind, publication))));
        items.sort(Comparator.comparing(AttentionItem::since));
        return new AttentionList(items);
    }

    private static AttentionItem overdue(Document post) {
        Instant dueAt = Objects.requireNonNull(Documents.instant(post, "dueAt"));
        return new AttentionItem(
                Kind.OVERDUE, post.getString("_id"), null, null, dueAt, null, "NOT_RELEASED", whatToDo(Kind.OVERDUE));
    }

    private static AttentionItem item(Kind kind, Document publication) {
        return new AttentionItem(
                kind,
                publication.getString("postId"),
                publication.getString("_id"),
                publication.getString("accountId"),
                // A document that an older version wrote does not say.
                Objects.requireNonNullElse(Documents.instant(publication, "since"), Instant.EPOCH),
                Documents.instant(publication, "until"),
                publication.getString("reason"),
                whatToDo(kind));
    }

    private static String whatToDo(Kind kind) {
        return switch (kind) {
            case OVERDUE -> "Look at the health of the product: work that is due is not moving. Nothing is lost.";
            case HELD -> "Connect the account again: it goes out by itself then. Or cancel the delivery.";
            case UNKNOWN -> "Nothing: the network is asked whether it has the post. Do not post it again by hand.";
            case PARKED -> "Look at the account on the network, and say whether the post is there.";
            case WAITING -> "Nothing: it goes on by itself. It can still be cancelled unless the network has it.";
        };
    }
}
