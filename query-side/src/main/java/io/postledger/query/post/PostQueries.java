package io.postledger.query.post;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Sorts;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.FindPosts;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPage;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostView;
import io.postledger.projection.mongo.MongoView;
import io.postledger.query.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * Answers queries about posts. A deleted post is found by its id, and in lists only when DELETED is asked for. A page's
 * cursor is the id of its last post: ids sort by time of making, so that posts made meanwhile shift no page.
 */
@Component
public class PostQueries {
    private static final int MAX_LIMIT = 200;

    private final MongoView posts;
    private final PostViews views;

    PostQueries(PostsProjection projection, PostViews views) {
        this.posts = projection.view();
        this.views = views;
    }

    @QueryHandler
    PostView find(FindPost query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        Optional<Document> post = posts.findAtLeast(query.postId().value(), query.atLeastVersion())
                .filter(found -> Documents.belongsTo(found, workspaceId));
        return views.of(List.of(post.orElseThrow(PostQueries::notFound))).get(0);
    }

    @QueryHandler
    PostPage find(FindPosts query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
            throw new RejectedException(RejectionCode.INVALID_REQUEST, "A page has 1 to " + MAX_LIMIT + " posts");
        }
        posts.awaitAsked(PostId.PREFIX, post -> Documents.belongsTo(post, workspaceId));
        // One more than asked for tells whether another page follows.
        List<Document> found = posts.collection()
                .find(filter(query, workspaceId))
                .sort(Sorts.descending("_id"))
                .limit(query.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > query.limit();
        List<Document> page = more ? found.subList(0, query.limit()) : found;
        return new PostPage(views.of(page), more ? page.get(page.size() - 1).getString("_id") : null);
    }

    /** Rejected: POST_NOT_FOUND where the workspace has no such post. */
    public void requirePost(PostId postId, String workspaceId) {
        posts.find(postId.value())
                .filter(post -> Documents.belongsTo(post, workspaceId))
                .orElseThrow(PostQueries::notFound);
    }

    static RejectedException notFound() {
        return new RejectedException(RejectionCode.POST_NOT_FOUND, "There is no such post");
    }

    private static Bson filter(FindPosts query, String workspaceId) {
        List<Bson> filters = new ArrayList<>();
        filters.add(eq("workspaceId", workspaceId));
        filters.add(
                query.state() == null
                        ? ne("state", PostState.DELETED.name())
                        : eq("state", query.state().name()));
        if (query.accountId() != null) {
            filters.add(eq("targets.accountId", query.accountId().value()));
        }
        if (query.cursor() != null) {
            filters.add(lt("_id", Ids.require(PostId.PREFIX, query.cursor())));
        }
        return and(filters);
    }
}
