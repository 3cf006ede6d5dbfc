package io.postledger.command.media;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.DeleteMedia;
import io.postledger.api.media.ExpireMedia;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.media.MediaVault;
import io.postledger.api.media.RegisterMedia;
import io.postledger.api.workspace.RetentionRule;
import io.postledger.command.AggregateFixture;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class MediaTest extends AggregateFixture<Media> {
    private static final MediaId MEDIA = new MediaId("media_01jqaaaaaaaaaaaaaaaaaaaaaa");
    private static final MediaFacts PICTURE = new MediaFacts("image/png", 500, "ab".repeat(32), 40, 30, null);
    private static final MediaFacts OTHER = new MediaFacts("image/png", 600, "cd".repeat(32), 40, 30, null);
    private static final MediaUploaded UPLOADED =
            new MediaUploaded(MEDIA.value(), WORKSPACE, "image/png", 500, "ab".repeat(32), 40, 30, null);
    private static final RegisterMedia REGISTER = new RegisterMedia(MEDIA, "picture");

    /** Two whole uploads of {@link #WORKSPACE}. */
    private static final class Uploads implements MediaVault {
        @Override
        public Optional<MediaFacts> claim(String workspaceId, MediaId mediaId, String uploadId) {
            return Optional.ofNullable(Map.of("picture", PICTURE, "again", PICTURE, "other", OTHER)
                            .get(uploadId))
                    .filter(facts -> workspaceId.equals(WORKSPACE) && mediaId.equals(MEDIA));
        }

        @Override
        public String begin(String workspaceId, MediaId mediaId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MediaFacts store(String uploadId, InputStream bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<MediaFacts> find(String mediaId, String sha256) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(String mediaId, String sha256, long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int erase(String workspaceId) {
            throw new UnsupportedOperationException("Nobody is erased here");
        }

        @Override
        public int purge(String mediaId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int tidy(Instant untouchedSince, BiPredicate<String, String> isInTheLog) {
            throw new UnsupportedOperationException();
        }
    }

    private boolean isHeld;

    MediaTest() {
        super(Media.class);
        fixture.registerInjectableResource(new Uploads());
        fixture.registerInjectableResource((MediaRetention) (workspaceId, mediaId) -> {
            if (isHeld) {
                throw new RejectedException(RejectionCode.LEGAL_HOLD, "Held");
            }
            return new MediaRetention.Due(RetentionRule.UNUSED_MEDIA, 7);
        });
    }

    @Test
    void givenUpload_whenRegistered_thenTheEventSaysWhatItIs() {
        when(fixture.givenNoPriorActivity(), REGISTER)
                .expectEvents(UPLOADED)
                .expectResultMessagePayload(new CommandResult(MEDIA.value(), 0));
    }

    @Test
    void givenNoSuchUpload_whenRegistered_thenNotFound() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), new RegisterMedia(MEDIA, "cut off")),
                RejectionCode.MEDIA_NOT_FOUND);
        assertRejected(
                fixture.givenNoPriorActivity().when(REGISTER, context(OTHER_WORKSPACE, "r")),
                RejectionCode.MEDIA_NOT_FOUND);
    }

    @Test
    void givenMedia_whenTheSameBytesAreRegisteredAgain_thenNothingChanges() {
        fixture.given(UPLOADED)
                .when(new RegisterMedia(MEDIA, "again"), context(WORKSPACE, "request-2"))
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(MEDIA.value(), 0));
    }

    @Test
    void givenMedia_whenOtherBytesAreRegistered_thenRejected() {
        assertRejected(when(fixture.given(UPLOADED), new RegisterMedia(MEDIA, "other")), RejectionCode.ID_ALREADY_USED);
    }

    @Test
    void givenMedia_whenDeletedTwice_thenOnce() {
        when(fixture.given(UPLOADED), new DeleteMedia(MEDIA)).expectEvents(new MediaDeleted(MEDIA.value()));
        when(fixture.given(UPLOADED, new MediaDeleted(MEDIA.value())), new DeleteMedia(MEDIA))
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(MEDIA.value(), 1));
    }

    @Test
    void givenDeletedMedia_whenRegisteredAgain_thenRejected() {
        assertRejected(
                when(fixture.given(UPLOADED, new MediaDeleted(MEDIA.value())), REGISTER),
                RejectionCode.ID_ALREADY_USED);
    }

    @Test
    void givenMediaOfAnotherWorkspace_whenDeleted_thenNotFound() {
        assertRejected(
                fixture.given(UPLOADED).when(new DeleteMedia(MEDIA), context(OTHER_WORKSPACE, "r")),
                RejectionCode.MEDIA_NOT_FOUND);
    }

    @Test
    void givenMediaThatIsDue_whenExpired_thenOutOfTheLibraryFirst_thenTheBytes_thenNothing() {
        MediaDeleted deleted = new MediaDeleted(MEDIA.value());
        MediaPurged purged = new MediaPurged(MEDIA.value(), WORKSPACE, RetentionRule.UNUSED_MEDIA, 7);
        when(fixture.given(UPLOADED), new ExpireMedia(MEDIA)).expectEvents(deleted);
        when(fixture.given(UPLOADED, deleted), new ExpireMedia(MEDIA)).expectEvents(purged);
        when(fixture.given(UPLOADED, deleted, purged), new ExpireMedia(MEDIA)).expectNoEvents();
    }

    @Test
    void givenHold_whenExpired_thenRejected() {
        isHeld = true;
        assertRejected(when(fixture.given(UPLOADED), new ExpireMedia(MEDIA)), RejectionCode.LEGAL_HOLD);
    }
}
