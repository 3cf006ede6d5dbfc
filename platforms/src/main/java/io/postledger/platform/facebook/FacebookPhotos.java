package io.postledger.platform.facebook;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Photos, uploaded unpublished, for a post to attach. One photo too: {@code /photos} would publish it while it is uploaded,
 * under an id that nobody knows if the answer is lost; this way a look-up knows what to look for.
 */
final class FacebookPhotos {

    private static final String UPLOAD = "facebook.photos.upload";
    private static final String PHOTO = "photo.";
    private static final String SINCE = "photos.since";

    /** Facebook drops what is not attached to anything after about a day. */
    private static final Duration KEPT = Duration.ofHours(20);

    /** Less is no time to upload a photo in. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final GraphApi api;
    private final FacebookPlaces places;

    FacebookPhotos(GraphApi api, FacebookPlaces places) {
        this.api = api;
        this.places = places;
    }

    /** Those that were uploaded, in order. */
    static List<String> ids(Prepared prepared, int photos) {
        return IntStream.range(0, photos)
                .mapToObj(i -> prepared.part(PHOTO + i))
                .flatMap(Optional::stream)
                .toList();
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        List<Attachment> photos = submission.content().images();
        Prepared prepared = isTooOld(soFar) ? Prepared.NOTHING : soFar;
        Reply last = null;
        for (int i = 0; i < photos.size(); i++) {
            if (prepared.part(PHOTO + i).isPresent()) {
                continue;
            }
            if (last != null && api.now().plus(LEAST).isAfter(deadline)) {
                return new Waiting(prepared, api.now(), last.exchange());
            }
            try {
                last = upload(submission, photos.get(i), deadline);
            } catch (IOException e) {
                return new NotDone(
                        prepared,
                        Codes.MEDIA_UNREADABLE,
                        "a photo cannot be read",
                        null,
                        api.notMade(UPLOAD, e.getClass().getSimpleName()));
            }
            String id = last.json().path("id").asString("");
            if (!last.isDone() || id.isBlank()) {
                return last.notPrepared(prepared);
            }
            if (prepared.part(SINCE).isEmpty()) {
                prepared = prepared.with(SINCE, last.exchange().at().toString());
            }
            prepared = prepared.with(PHOTO + i, id);
        }
        if (last == null) {
            return new Ready(prepared, api.notMade(UPLOAD, "uploaded before"));
        }
        return api.leavesTimeToSend(deadline)
                ? new Ready(prepared, last.exchange())
                : new Waiting(prepared, api.now(), last.exchange());
    }

    private Reply upload(Submission submission, Attachment photo, Instant deadline) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("published", "false");
        if (photo.altText() != null && !photo.altText().isBlank()) {
            fields.put("alt_text_custom", photo.altText());
        }
        try (InputStream bytes = submission.media().open(photo, 0)) {
            WireBody file = WireBody.part(photo.contentType(), photo.bytes(), () -> bytes);
            return api.upload(
                    UPLOAD,
                    places.photos(submission.account().externalId()),
                    WireBody.form(fields, "source", "photo", file),
                    submission.credentials().accessToken(),
                    deadline);
        }
    }

    private boolean isTooOld(Prepared prepared) {
        try {
            return prepared.part(SINCE)
                    .map(since -> Instant.parse(since).plus(KEPT).isBefore(api.now()))
                    .orElse(false);
        } catch (DateTimeException e) {
            return true;
        }
    }
}
