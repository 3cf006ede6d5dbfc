package io.postledger.query.post;

import com.mongodb.client.model.Indexes;
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
import java.util.Date;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * What stands on a workspace's calendar: one small document a post, found by workspace and
 * time, so that a month takes the time of its own posts and not of all. A post stays at the
 * time it was due when it has gone out, since that is where its author put it; one that was taken in stands where it went
 * out. Documents without a time (drafts, deleted posts) are on no day.
 */
@Component
@ProcessingGroup("calendar")
class CalendarProjection implements Projection {
    private static final int EXCERPT_CODE_POINTS = 80;

    private final MongoView calendar;

    CalendarProjection(MongoStore store) {
        calendar = new MongoView(store, "calendar", List.of(Indexes.ascending("workspaceId", "at")));
    }

    @Override
    public List<MongoView> targets() {
        return List.of(calendar);
    }

    MongoView view() {
        return calendar;
    }

    @EventHandler
    void on(PostDrafted event) {
        calendar.create(
                event.postId(),
                () -> new Document("workspaceId", event.workspaceId())
                        .append("state", PostState.DRAFT.name())
                        .append("excerpt", excerpt(event.text()))
                        .append("platforms", platforms(event.targets())));
    }

    @EventHandler
    void on(PostImported event) {
        calendar.create(
                event.postId(),
                () -> new Document("workspaceId", event.workspaceId())
                        .append("state", PostState.PUBLISHED.name())
                        .append("excerpt", excerpt(event.text()))
                        .append("platforms", List.of(event.platform().name()))
                        .append("at", Date.from(event.publishedAt())));
    }

    @EventHandler
    void on(PostEdited event) {
        calendar.change(
                event.postId(),
                entry ->
                        entry.append("excerpt", excerpt(event.text())).append("platforms", platforms(event.targets())));
    }

    @EventHandler
    void on(PostScheduled event) {
        schedule(event.postId(), event.dueAt());
    }

    @EventHandler
    void on(PostRescheduled event) {
        schedule(event.postId(), event.dueAt());
    }

    @EventHandler
    void on(PostScheduleCancelled event) {
        takeOff(event.postId(), PostState.DRAFT);
    }

    @EventHandler
    void on(PostDeleted event) {
        takeOff(event.postId(), PostState.DELETED);
    }

    @EventHandler
    void on(PostPublishingBegun event) {
        setState(event.postId(), PostState.PUBLISHING);
    }

    @EventHandler
    void on(PostPublished event) {
        setState(event.postId(), PostState.PUBLISHED);
    }

    @EventHandler
    void on(PostPartlyPublished event) {
        setState(event.postId(), PostState.PARTLY_PUBLISHED);
    }

    @EventHandler
    void on(PostPublishingFailed event) {
        setState(event.postId(), PostState.FAILED);
    }

    private void schedule(String postId, Instant dueAt) {
        calendar.change(
                postId,
                entry -> entry.append("state", PostState.SCHEDULED.name()).append("at", Date.from(dueAt)));
    }

    private void takeOff(String postId, PostState state) {
        calendar.change(postId, entry -> {
            entry.put("state", state.name());
            entry.remove("at");
        });
    }

    private void setState(String postId, PostState state) {
        calendar.change(postId, entry -> entry.put("state", state.name()));
    }

    private static List<String> platforms(List<PostTarget> targets) {
        return targets.stream()
                .map(target -> target.platform().name())
                .distinct()
                .toList();
    }

    /** By code points, so that no character is cut in half. */
    private static String excerpt(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= EXCERPT_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT_CODE_POINTS - 1)) + "…";
    }
}
