package io.postledger.query.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.media.FindMedia;
import io.postledger.api.media.FindMediaLibrary;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaPage;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.media.MediaView;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.PostView;
import io.postledger.api.workspace.RetentionRule;
import io.postledger.query.QueryRig;
import io.postledger.query.post.Posts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaQueriesIT {
    private static final String HASH = "ab".repeat(32);
    private static final String POST = Posts.postId(1);

    private QueryRig rig;

    @BeforeEach
    void open() {
        rig = new QueryRig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static String mediaId(int number) {
        return "media_01jd8y3e4f7z9k2m5n6p7q%04d".formatted(number);
    }

    private void uploaded(int number, String workspaceId) {
        rig.publish(
                mediaId(number),
                new MediaUploaded(mediaId(number), workspaceId, "video/mp4", 5_000_000_000L, HASH, 1080, 1920, 9_000L));
    }

    private MediaPage page(String cursor, int limit) {
        return rig.ask(new FindMediaLibrary(cursor, limit), MediaPage.class);
    }

    @Test
    void givenUpload_whenFound_thenWhatItIsAndWhoBroughtIt() {
        uploaded(1, QueryRig.WORKSPACE);

        assertThat(rig.ask(new FindMedia(new MediaId(mediaId(1)), 0L), MediaView.class))
                .isEqualTo(new MediaView(
                        mediaId(1),
                        "video/mp4",
                        5_000_000_000L,
                        HASH,
                        1080,
                        1920,
                        9_000L,
                        "user:user_01jd8y3e4f7z9k2m5n6p7q8r9s",
                        QueryRig.AT,
                        false,
                        null,
                        0));
    }

    @Test
    void givenLibrary_whenPaged_thenNewestFirstWithoutTheDeletedAndTheForeign() {
        for (int number = 1; number <= 4; number++) {
            uploaded(number, QueryRig.WORKSPACE);
        }
        uploaded(5, QueryRig.FOREIGN);
        rig.publish(mediaId(3), new MediaDeleted(mediaId(3)));
        rig.awaitCaughtUp();

        MediaPage first = page(null, 2);
        MediaPage second = page(first.nextCursor(), 2);

        assertThat(first.items()).extracting(MediaView::mediaId).containsExactly(mediaId(4), mediaId(2));
        assertThat(second.items()).extracting(MediaView::mediaId).containsExactly(mediaId(1));
        assertThat(second.nextCursor()).isNull();
        assertThat(rig.ask(new FindMedia(new MediaId(mediaId(3)), null), MediaView.class)
                        .deleted())
                .isTrue();
        rig.publish(mediaId(3), new MediaPurged(mediaId(3), QueryRig.WORKSPACE, RetentionRule.UNUSED_MEDIA, 7));
        assertThat(rig.ask(new FindMedia(new MediaId(mediaId(3)), 2L), MediaView.class)
                        .purgedAt())
                .isEqualTo(QueryRig.AT);
        assertThatThrownBy(() -> rig.ask(new FindMedia(new MediaId(mediaId(5)), null), MediaView.class))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(RejectionCode.MEDIA_NOT_FOUND));
    }

    @Test
    void givenPostWithMediaAndOptions_whenFound_thenAsTheyStandAndNowOnTheirWay() {
        Attachment video = new Attachment(mediaId(1), "video/mp4", 5_000_000_000L, HASH, 1080, 1920, 9_000L, "Gears");
        Attachment picture = new Attachment(mediaId(2), "image/png", 9, HASH, 4, 3, null, null);
        // A name that MongoDB does not take for a field's.
        Map<String, String> options = Map.of("title", "Engines", "$a.b", "c");
        PostTarget target = new PostTarget(Posts.ACCOUNT, Platform.PINTEREST, options);
        rig.publish(POST, new PostDrafted(POST, QueryRig.WORKSPACE, "", List.of(target), List.of(video, picture)));
        PostView drafted = rig.ask(new FindPost(new PostId(POST), 0L), PostView.class);
        assertThat(drafted.media()).containsExactly(video, picture);
        assertThat(drafted.targets().get(0).options()).isEqualTo(options);

        rig.publish(POST, new PostEdited(POST, 2, "", List.of(target), List.of(picture)));
        rig.publish(
                POST,
                new PostPublishingBegun(
                        POST,
                        QueryRig.WORKSPACE,
                        1,
                        2,
                        "",
                        List.of(picture),
                        QueryRig.AT,
                        List.of(new PlannedPublication(
                                Posts.publicationId(1), Posts.ACCOUNT, Platform.PINTEREST, options))));
        PostView begun = rig.ask(new FindPost(new PostId(POST), 2L), PostView.class);
        assertThat(begun.media()).containsExactly(picture);
        assertThat(begun.targets().get(0).options()).isEqualTo(options);
    }
}
