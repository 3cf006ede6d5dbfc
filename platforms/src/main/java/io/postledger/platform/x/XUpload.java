package io.postledger.platform.x;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Prepared;
import io.postledger.platform.rules.MediaTypes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far the upload of one attachment has come.
 *
 * @param sha256 of the attachment that it is of
 * @param id X's; "-" before there is one
 * @param segments how many X has acknowledged
 * @param expiresAt when X forgets it, by our clock
 * @param restarted whether it was begun anew, because X did not take what came before
 */
record XUpload(String sha256, String id, long segments, Stage stage, Instant expiresAt, boolean restarted) {

    /** X takes segments of 5 MB, and asks for no more. */
    static final int SEGMENT_BYTES = 4 * 1024 * 1024;

    private static final String NO_ID = "-";

    /** What was acknowledged last. */
    enum Stage {
        NOTHING,
        INITIALIZED,
        PROCESSING,
        UPLOADED,
        READY
    }

    static XUpload none(Attachment media, boolean restarted) {
        return new XUpload(media.sha256(), NO_ID, 0, Stage.NOTHING, Instant.EPOCH, restarted);
    }

    /** Where the upload of the attachment in this place stands; from the beginning when it was of another, or is over. */
    static XUpload of(Prepared prepared, int place, Attachment media, Instant usableUntil) {
        return find(prepared, place)
                .filter(upload -> upload.sha256().equals(media.sha256()))
                .filter(upload ->
                        upload.stage() == Stage.NOTHING || upload.expiresAt().isAfter(usableUntil))
                .orElseGet(() -> none(media, false));
    }

    /** X's ids of the content's media, as far as there are any; those that X has forgotten since among them. */
    static Set<String> ids(Prepared prepared, List<Attachment> media) {
        Set<String> ids = new HashSet<>();
        for (int place = 0; place < media.size(); place++) {
            String sha256 = media.get(place).sha256();
            find(prepared, place)
                    .filter(upload -> upload.sha256().equals(sha256) && upload.stage() != Stage.NOTHING)
                    .ifPresent(upload -> ids.add(upload.id()));
        }
        return ids;
    }

    private static Optional<XUpload> find(Prepared prepared, int place) {
        return prepared.part(name(place)).map(text -> {
            String[] parts = text.split(" ");
            return new XUpload(
                    parts[0],
                    parts[1],
                    Long.parseLong(parts[2]),
                    Stage.valueOf(parts[3]),
                    Instant.ofEpochSecond(Long.parseLong(parts[4])),
                    Boolean.parseBoolean(parts[5]));
        });
    }

    Prepared in(Prepared prepared, int place) {
        String text = String.join(
                " ",
                sha256,
                id,
                Long.toString(segments),
                stage.name(),
                Long.toString(expiresAt.getEpochSecond()),
                Boolean.toString(restarted));
        return prepared.with(name(place), text);
    }

    private static String name(int place) {
        return "media" + place;
    }

    XUpload initialized(String newId, Instant until) {
        return new XUpload(sha256, newId, 0, Stage.INITIALIZED, until, restarted);
    }

    XUpload withSegment() {
        return new XUpload(sha256, id, segments + 1, stage, expiresAt, restarted);
    }

    XUpload at(Stage next, Instant until) {
        return new XUpload(sha256, id, segments, next, until, restarted);
    }

    XUpload at(Stage next) {
        return at(next, expiresAt);
    }

    static long segments(Attachment media) {
        return (media.bytes() + SEGMENT_BYTES - 1) / SEGMENT_BYTES;
    }

    /** X takes alternative texts of pictures and moving pictures. */
    static boolean isDescribed(Attachment media) {
        return MediaTypes.isImage(media)
                && media.altText() != null
                && !media.altText().isBlank();
    }
}
