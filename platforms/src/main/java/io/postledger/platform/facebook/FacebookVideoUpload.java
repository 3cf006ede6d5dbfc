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
import io.postledger.platform.graph.GraphError;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The phases {@code start} and {@code transfer}: Facebook names the video that will be, and asks for its bytes in chunks. */
final class FacebookVideoUpload {

    private static final String TRANSFER = "facebook.videos.transfer";

    /** Less is no time to upload a chunk in. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final GraphApi api;
    private final FacebookPlaces places;
    private final FacebookVideo video;

    FacebookVideoUpload(GraphApi api, FacebookPlaces places, FacebookVideo video) {
        this.api = api;
        this.places = places;
        this.video = video;
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        Optional<VideoSession> session = VideoSession.of(soFar);
        if (session.isPresent() && session.get().isWhole()) {
            Reply reply = video.status(submission, session.get().videoId(), deadline);
            if (!FacebookVideo.isGone(reply)) {
                return reply.isDone() ? new Ready(soFar, reply.exchange()) : reply.notPrepared(soFar);
            }
            session = Optional.empty();
        }
        if (session.isPresent()) {
            return transfer(submission, session.get(), null, deadline);
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("upload_phase", "start");
        form.put("file_size", String.valueOf(file(submission).bytes()));
        Reply reply = send("facebook.videos.start", submission, Api.formBody(form), deadline);
        session = reply.isDone()
                ? VideoSession.begun(reply.json(), file(submission).bytes())
                : Optional.empty();
        return session.isPresent()
                ? transfer(submission, session.get(), reply, deadline)
                : reply.notPrepared(Prepared.NOTHING);
    }

    private Preparation transfer(Submission submission, VideoSession begun, Reply before, Instant deadline) {
        VideoSession session = begun;
        Reply last = before;
        while (!session.isWhole()) {
            if (last != null && api.now().plus(LEAST).isAfter(deadline)) {
                return new Waiting(session.prepared(), api.now(), last.exchange());
            }
            try {
                last = chunk(submission, session, deadline);
            } catch (IOException e) {
                return new NotDone(
                        session.prepared(),
                        Codes.MEDIA_UNREADABLE,
                        "the video cannot be read",
                        null,
                        api.notMade(TRANSFER, e.getClass().getSimpleName()));
            }
            // An answer that was lost may have moved the upload on; Facebook then says where it is (1363037).
            JsonNode where =
                    last.isDone() ? last.json() : last.json().path("error").path("error_data");
            Optional<VideoSession> moved = session.moved(where, file(submission).bytes());
            if (moved.isEmpty() || moved.get().equals(session)) {
                return notTransferred(last, session);
            }
            session = moved.get();
        }
        return api.leavesTimeToSend(deadline)
                ? new Ready(session.prepared(), last.exchange())
                : new Waiting(session.prepared(), api.now(), last.exchange());
    }

    /** An upload that Facebook does not go on with, and does not say why in a way that is documented, begins anew. */
    private static Preparation notTransferred(Reply reply, VideoSession session) {
        boolean answered = GraphError.of(reply.json()).present() && reply.status() < 500;
        boolean over = answered && reply.judgement().verdict() == Verdict.UNDECIDED;
        return reply.notPrepared(over ? Prepared.NOTHING : session.prepared());
    }

    private Reply chunk(Submission submission, VideoSession session, Instant deadline) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("upload_phase", "transfer");
        fields.put("upload_session_id", session.sessionId());
        fields.put("start_offset", String.valueOf(session.from()));
        long length = session.to() - session.from();
        try (InputStream bytes = submission.media().open(file(submission), session.from())) {
            WireBody file = WireBody.part("application/octet-stream", length, () -> bytes);
            return send(TRANSFER, submission, WireBody.form(fields, "video_file_chunk", "chunk", file), deadline);
        }
    }

    private Reply send(String operation, Submission submission, WireBody body, Instant deadline) {
        return api.upload(
                operation,
                places.videos(submission.account().externalId()),
                body,
                submission.credentials().accessToken(),
                deadline);
    }

    private static Attachment file(Submission submission) {
        return submission.content().videos().get(0);
    }
}
