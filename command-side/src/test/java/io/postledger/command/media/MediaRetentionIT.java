package io.postledger.command.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.Attachment;
import io.postledger.api.media.ExpiredMedia;
import io.postledger.api.media.FindExpiredMedia;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.post.PostDeleted;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublished;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.LegalHoldLifted;
import io.postledger.api.privacy.LegalHoldPlaced;
import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.RetentionRule;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.DirectoryRig;
import io.postledger.command.directory.Directory;
import io.postledger.command.directory.DirectoryProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which pictures and videos are due, by events' times, on a real PostgreSQL. */
class MediaRetentionIT extends DirectoryRig {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration GRACE = Duration.ofDays(1);

    private final String workspace =
            ids.next(WorkspaceId.PREFIX, WorkspaceId::new).value();
    private final String media = ids.next(MediaId.PREFIX, MediaId::new).value();
    private final String post = ids.next(PostId.PREFIX, PostId::new).value();

    @Autowired
    private List<Directory> directories;

    @Autowired
    private DirectoryProgress progress;

    private void day(int day, String type, String aggregateId, long sequence, Object event) {
        inTransaction(() -> directories.forEach(directory -> directory.take(new GenericDomainEventMessage<>(
                type, aggregateId, sequence, event, Map.of(), "event-" + aggregateId + sequence, at(day)))));
    }

    private static Instant at(double day) {
        return START.plusMillis((long) (day * Duration.ofDays(1).toMillis()));
    }

    private void rules(int day, long sequence, Integer unused, Integer ended) {
        day(day, "Workspace", workspace, sequence, new RetentionChanged(workspace, unused, ended));
    }

    private void uploaded(int day) {
        day(day, "Media", media, 0, new MediaUploaded(media, workspace, "image/png", 9, "ab", 4, 3, null));
    }

    private static List<Attachment> attached(String... media) {
        return Arrays.stream(media)
                .map(id -> new Attachment(id, "image/png", 9, "ab", 4, 3, null, null))
                .toList();
    }

    private void drafted(int day, String... media) {
        day(day, "Post", post, 0, new PostDrafted(post, workspace, "a", List.of(), attached(media)));
    }

    private MediaRetentionPolicy on(double day) {
        return new MediaRetentionPolicy(jdbc, progress, Clock.fixed(at(day), ZoneOffset.UTC), GRACE);
    }

    private void assertDue(double day, RetentionRule rule, int days) {
        assertThat(on(day).requireDue(workspace, media)).isEqualTo(new MediaRetention.Due(rule, days));
        assertThat(listed(day)).contains(new ExpiredMedia.Item(workspace, media));
    }

    private void assertNotDue(double day, RejectionCode code) {
        assertThatThrownBy(() -> on(day).requireDue(workspace, media))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
        assertThat(listed(day)).doesNotContain(new ExpiredMedia.Item(workspace, media));
    }

    private void assertNotDue(double day) {
        assertNotDue(day, RejectionCode.RETENTION_NOT_DUE);
    }

    private List<ExpiredMedia.Item> listed(double day) {
        return on(day).handle(new FindExpiredMedia(null, 1_000)).items();
    }

    @Test
    void givenNoRules_thenNothingIsEverDue() {
        uploaded(0);
        assertNotDue(30_000);
        rules(0, 5, null, 30);
        assertNotDue(30_000);
    }

    @Test
    void givenUnusedMedia_thenDueAfterItsDays_andTheBytesADayAfterTheLibrary() {
        rules(0, 5, 7, null);
        uploaded(1);
        assertNotDue(7.9);
        assertDue(8, RetentionRule.UNUSED_MEDIA, 7);

        day(8, "Media", media, 1, new MediaDeleted(media));
        assertNotDue(8.9);
        assertDue(9, RetentionRule.UNUSED_MEDIA, 7);
        day(9, "Media", media, 2, new MediaPurged(media, workspace, RetentionRule.UNUSED_MEDIA, 7));
        assertNotDue(1_000);
    }

    @Test
    void givenRulesThatWereJustSaid_thenTheyHaveNoEffectForADay_andTheNewestHold() {
        uploaded(0);
        rules(100, 5, 7, null);
        assertNotDue(100.9);
        assertDue(101, RetentionRule.UNUSED_MEDIA, 7);
        rules(101, 6, 90, null);
        assertNotDue(101.9);
        assertDue(102, RetentionRule.UNUSED_MEDIA, 90);
        rules(102, 7, null, null);
        assertNotDue(1_000);
        rules(101, 6, 90, null);
        assertNotDue(1_000);
    }

    @Test
    void givenMediaOnAPost_thenNotDueWhileThePostHasIt_andCountedFromWhenItLetGo() {
        rules(0, 5, 7, 30);
        uploaded(0);
        drafted(1, media);
        assertNotDue(1_000);

        day(50, "Post", post, 1, new PostEdited(post, 2, "b", List.of(), attached()));
        assertNotDue(56.9);
        assertDue(57, RetentionRule.UNUSED_MEDIA, 7);
        day(58, "Post", post, 2, new PostEdited(post, 3, "c", List.of(), attached(media)));
        assertNotDue(1_000);

        day(60, "Post", post, 3, new PostPublished(post));
        assertNotDue(89.9);
        assertDue(90, RetentionRule.MEDIA_OF_ENDED_POSTS, 30);
    }

    @Test
    void givenMediaOfTwoPosts_thenNotDueBeforeBothHaveEnded() {
        rules(0, 5, null, 30);
        uploaded(0);
        drafted(0, media);
        String other = ids.next(PostId.PREFIX, PostId::new).value();
        day(0, "Post", other, 0, new PostDrafted(other, workspace, "a", List.of(), attached(media)));
        day(1, "Post", post, 1, new PostDeleted(post));
        assertNotDue(1_000);
        day(40, "Post", other, 1, new PostDeleted(other));
        assertNotDue(69.9);
        assertDue(70, RetentionRule.MEDIA_OF_ENDED_POSTS, 30);
    }

    @Test
    void givenEventsToldAgain_orLate_thenNothingGoesBack() {
        rules(0, 5, 7, null);
        uploaded(0);
        drafted(1, media);
        day(2, "Post", post, 1, new PostEdited(post, 2, "b", List.of(), attached()));
        drafted(1, media);
        uploaded(0);
        assertDue(9, RetentionRule.UNUSED_MEDIA, 7);
    }

    @Test
    void givenHoldOnTheWorkspace_thenNothingIsDueUntilItIsLifted() {
        String erasure = ErasureId.of(workspace).value();
        rules(0, 5, 7, null);
        uploaded(0);
        day(5, "Erasure", erasure, 0, new LegalHoldPlaced(erasure, workspace, "Case 17"));
        assertNotDue(1_000, RejectionCode.LEGAL_HOLD);
        day(900, "Erasure", erasure, 1, new LegalHoldLifted(erasure, workspace, null));
        assertDue(1_000, RetentionRule.UNUSED_MEDIA, 7);
    }

    @Test
    void givenWorkspaceThatWasClosed_thenItsRulesAreGone() {
        rules(0, 5, 7, null);
        uploaded(0);
        day(3, "Workspace", workspace, 6, new WorkspaceClosed(workspace));
        assertNotDue(1_000);
    }
}
