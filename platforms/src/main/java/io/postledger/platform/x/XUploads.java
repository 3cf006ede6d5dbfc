package io.postledger.platform.x;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Preparation;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.http.WireRequest;
import io.postledger.platform.rules.MediaTypes;
import io.postledger.platform.x.XUpload.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Media on its way to X: initialize, append in segments, finalize, wait until X has processed it, describe it. Each step
 * goes on where the one before it ended; what X does not know any more is uploaded anew, once.
 */
final class XUploads {

    /** So that no step takes long, however large the file is. */
    static final int CALLS_A_STEP = 50;

    /** An upload that X forgets sooner is begun anew: the post that uses it must still be sent. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    /** Where X does not say how long it keeps an upload. */
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /** With less time than this left, a further call is left for the next step. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(2);

    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final NetworkSettings settings;
    private final XApis apis;

    /** One attachment's upload, and what it is made with. */
    private record Work(Submission submission, int place, Attachment media, Prepared soFar, Instant deadline) {}

    /** What a call came to: either the upload goes on, or the step ends. */
    private record Outcome(XUpload uploadOrNull, Preparation endOrNull, Exchange exchange) {}

    XUploads(NetworkSettings settings, XApis apis) {
        this.settings = settings;
        this.apis = apis;
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        List<Attachment> media = submission.content().media();
        Prepared prepared = soFar;
        Exchange last = apis.posts().notMade("x.media.none", "nothing was left to prepare");
        int calls = 0;
        for (int place = 0; place < media.size(); place++) {
            XUpload upload = upload(prepared, place, media.get(place));
            while (upload.stage() != Stage.READY) {
                if (calls == CALLS_A_STEP || calls > 0 && isShort(deadline)) {
                    return new Preparation.Waiting(prepared, now(), last);
                }
                Work work = new Work(submission, place, media.get(place), prepared, deadline);
                Outcome outcome = next(work, upload);
                if (outcome.endOrNull() != null) {
                    return outcome.endOrNull();
                }
                upload = outcome.uploadOrNull();
                prepared = upload.in(prepared, place);
                last = outcome.exchange();
                calls++;
            }
        }
        return new Preparation.Ready(prepared, last);
    }

    /** X's ids of the media, in order; empty when one is not ready. */
    Optional<List<String>> ids(Submission submission, Prepared prepared) {
        List<String> ids = new ArrayList<>();
        List<Attachment> media = submission.content().media();
        for (int place = 0; place < media.size(); place++) {
            XUpload upload = XUpload.of(prepared, place, media.get(place), now());
            if (upload.stage() != Stage.READY) {
                return Optional.empty();
            }
            ids.add(upload.id());
        }
        return Optional.of(ids);
    }

    private XUpload upload(Prepared prepared, int place, Attachment media) {
        return XUpload.of(prepared, place, media, now().plus(MARGIN));
    }

    private boolean isShort(Instant deadline) {
        return now().plus(SHORTEST_CALL).isAfter(deadline);
    }

    private Outcome next(Work work, XUpload upload) {
        return switch (upload.stage()) {
            case NOTHING -> initialize(work, upload);
            case INITIALIZED ->
                upload.segments() < XUpload.segments(work.media()) ? append(work, upload) : complete(work, upload);
            case PROCESSING -> status(work, upload);
            case UPLOADED, READY -> describe(work, upload);
        };
    }

    private Outcome initialize(Work work, XUpload upload) {
        Map<String, Object> body = Map.of(
                "media_type", work.media().contentType(),
                "total_bytes", work.media().bytes(),
                "media_category", category(work.media()));
        Reply reply = post(apis.uploads(), work, "x.media.initialize", "/2/media/upload/initialize", Api.json(body));
        JsonNode data = reply.json().path("data");
        return reply.isDone() && data.path("id").isString()
                ? goOn(upload.initialized(data.path("id").stringValue(), expiry(data)), reply)
                : end(reply.notPrepared(work.soFar()));
    }

    private Outcome append(Work work, XUpload upload) {
        long offset = upload.segments() * XUpload.SEGMENT_BYTES;
        long length = Math.min(XUpload.SEGMENT_BYTES, work.media().bytes() - offset);
        try (InputStream bytes = work.submission().media().open(work.media(), offset)) {
            WireBody form = WireBody.form(
                    Map.of("segment_index", Long.toString(upload.segments())),
                    "media",
                    "segment",
                    WireBody.part("application/octet-stream", length, () -> bytes));
            Reply reply = apis.uploads()
                    .upload(
                            "x.media.append",
                            request(work, "/2/media/upload/" + upload.id() + "/append", form),
                            work.deadline());
            return reply.isDone() ? goOn(upload.withSegment(), reply) : notTaken(work, upload, reply);
        } catch (IOException e) {
            Exchange exchange = apis.uploads().notMade("x.media.append", "the attachment's bytes cannot be read");
            return end(new Preparation.NotDone(
                    work.soFar(), Codes.MEDIA_UNREADABLE, exchange.failureOrNull(), null, exchange));
        }
    }

    private Outcome complete(Work work, XUpload upload) {
        String path = "/2/media/upload/" + upload.id() + "/finalize";
        return processed(work, upload, post(apis.uploads(), work, "x.media.finalize", path, null));
    }

    private Outcome status(Work work, XUpload upload) {
        Reply reply = apis.uploadStatus()
                .send(
                        "x.media.status",
                        WireRequest.get(
                                settings.api("/2/media/upload?command=STATUS&media_id=" + upload.id()),
                                Api.bearer(work.submission().credentials().accessToken())),
                        work.deadline());
        return processed(work, upload, reply);
    }

    /** What the answer says of the processing; without a word of it, there is none to wait for. */
    private Outcome processed(Work work, XUpload upload, Reply reply) {
        JsonNode data = reply.json().path("data");
        if (!reply.isDone()) {
            return notTaken(work, upload, reply);
        }
        if (!data.path("id").isString()) {
            return end(reply.notPrepared(work.soFar()));
        }
        JsonNode info = data.path("processing_info");
        String state = info.isMissingNode() ? "succeeded" : info.path("state").asString("");
        if (state.equals("failed") || info.has("error")) {
            return failed(work, upload, info.path("error"), reply);
        }
        if (state.equals("succeeded")) {
            Stage reached = XUpload.isDescribed(work.media()) ? Stage.UPLOADED : Stage.READY;
            return goOn(upload.at(reached, expiry(data)), reply);
        }
        if (!state.equals("pending") && !state.equals("in_progress")) {
            return end(reply.notPrepared(work.soFar()));
        }
        long pause = Math.max(1, Math.min(info.path("check_after_secs").asLong(5), LONGEST_PAUSE_SECONDS));
        Prepared soFar = upload.at(Stage.PROCESSING, expiry(data)).in(work.soFar(), work.place());
        return end(new Preparation.Waiting(soFar, now().plusSeconds(pause), reply.exchange()));
    }

    /** X says {@code {code,name,message}}; an error of its own (InternalError) says nothing about the file. */
    private Outcome failed(Work work, XUpload upload, JsonNode error, Reply reply) {
        String name = error.path("name").asString("no reason given");
        if (name.equals("InternalError") && !upload.restarted()) {
            return goOn(XUpload.none(work.media(), true), reply);
        }
        String words = error.path("message").asString("");
        return end(new Preparation.Rejected(
                Codes.MEDIA_REFUSED,
                "X could not process the file: " + name + (words.isEmpty() ? "" : ": " + words),
                reply.exchange()));
    }

    private Outcome describe(Work work, XUpload upload) {
        Map<String, Object> body = Map.of(
                "id",
                upload.id(),
                "metadata",
                Map.of("alt_text", Map.of("text", work.media().altText())));
        Reply reply = post(apis.altTexts(), work, "x.media.metadata", "/2/media/metadata", Api.json(body));
        return reply.isDone() ? goOn(upload.at(Stage.READY), reply) : notTaken(work, upload, reply);
    }

    /** X refuses what it has forgotten, or has incomplete, like what it does not take: one new beginning tells which. */
    private Outcome notTaken(Work work, XUpload upload, Reply reply) {
        boolean refused = reply.judgement().verdict() == Verdict.REFUSED
                && reply.judgement().code().equals(Codes.INVALID_REQUEST);
        if (!refused) {
            return end(reply.notPrepared(work.soFar()));
        }
        return upload.restarted()
                ? end(new Preparation.Rejected(Codes.MEDIA_REFUSED, reply.reason(), reply.exchange()))
                : goOn(XUpload.none(work.media(), true), reply);
    }

    private Reply post(Api api, Work work, String operation, String path, WireBody bodyOrNull) {
        return api.send(operation, request(work, path, bodyOrNull), work.deadline());
    }

    private WireRequest request(Work work, String path, WireBody bodyOrNull) {
        Map<String, String> headers = Api.bearer(work.submission().credentials().accessToken());
        return WireRequest.post(settings.api(path), headers, bodyOrNull);
    }

    private static String category(Attachment media) {
        if (MediaTypes.isVideo(media)) {
            return "tweet_video";
        }
        return media.contentType().equals(MediaTypes.GIF) ? "tweet_gif" : "tweet_image";
    }

    private Instant expiry(JsonNode data) {
        return now().plusSeconds(data.path("expires_after_secs").asLong(USUAL_LIFE.toSeconds()));
    }

    private Instant now() {
        return apis.posts().now();
    }

    private static Outcome goOn(XUpload upload, Reply reply) {
        return new Outcome(upload, null, reply.exchange());
    }

    private static Outcome end(Preparation preparation) {
        return new Outcome(null, preparation, preparation.exchange());
    }
}
