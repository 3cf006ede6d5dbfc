package io.postledger.command.post;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.Schedule;
import io.postledger.command.AggregateFixture;
import io.postledger.command.media.KnownMedia;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.x.XNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Posts in each state, as their events. */
abstract class PostFixture extends AggregateFixture<Post> {
    static final PostId POST = new PostId("post_01jqaaaaaaaaaaaaaaaaaaaaaa");
    static final String PUBLICATION = "pub_01jqaaaaaaaaaaaaaaaaaaaaaa";
    static final Attachment PICTURE = picture("media_01jqaaaaaaaaaaaaaaaaaaaaaa", 500);
    static final Attachment LARGE = picture("media_01jqbbbbbbbbbbbbbbbbbbbbbb", 5_000);
    static final Instant DUE = NOW.plus(Duration.ofHours(1));

    PostFixture() {
        super(Post.class);
        fixture.registerInjectableResource(
                new ContentPolicy(new RulesByPlatform(List.of(new XNetwork(), new Boards()))));
        fixture.registerInjectableResource(new MediaPolicy(library()));
        fixture.registerInjectableResource(new TargetPolicy(accounts()));
        fixture.registerInjectableResource(new Ids(CLOCK, new Random(1)));
    }

    /** The library of {@link #WORKSPACE}: one picture that every network takes, and one that is large. */
    private static KnownMedia library() {
        Map<String, MediaFacts> library = Map.of(PICTURE.mediaId(), PICTURE.facts(), LARGE.mediaId(), LARGE.facts());
        return (workspaceId, mediaId) ->
                Optional.ofNullable(library.get(mediaId)).filter(known -> workspaceId.equals(WORKSPACE));
    }

    private static Attachment picture(String id, long bytes) {
        return new Attachment(id, "image/png", bytes, "ab".repeat(32), 40, 30, null, null);
    }

    static MediaChoice choice(Attachment attachment) {
        return new MediaChoice(new MediaId(attachment.mediaId()), attachment.altText());
    }

    static List<AccountId> targets(String... accounts) {
        return List.of(accounts).stream().map(AccountId::new).toList();
    }

    static PostDrafted drafted() {
        return new PostDrafted(
                POST.value(), WORKSPACE, "Hello", List.of(new PostTarget(ACCOUNT, Platform.X)), List.of());
    }

    static PostScheduled scheduled() {
        return new PostScheduled(POST.value(), 1, LocalDateTime.ofInstant(DUE, ZoneOffset.UTC), "UTC", DUE);
    }

    static PostPublishingBegun begun() {
        return new PostPublishingBegun(
                POST.value(),
                WORKSPACE,
                1,
                1,
                "Hello",
                List.of(),
                DUE,
                List.of(new PlannedPublication(PUBLICATION, ACCOUNT, Platform.X, Map.of())));
    }

    static Schedule utc(Instant at) {
        return new Schedule(LocalDateTime.ofInstant(at, ZoneOffset.UTC), "UTC", null);
    }
}
