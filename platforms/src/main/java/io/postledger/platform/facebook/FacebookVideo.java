package io.postledger.platform.facebook;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Accepted;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphError;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The phase {@code finish}, which has Facebook encode and publish what was uploaded, and what became of it. A second
 * {@code finish} of an upload makes no second video.
 */
final class FacebookVideo {

    private static final String FINISH = "facebook.videos.finish";
    private static final String STATUS = "facebook.videos.status";
    private static final Map<String, String> FIELDS = Map.of("fields", "id,status,post_id");
    private static final Duration ENCODES_FOR = Duration.ofSeconds(10);

    private final GraphApi api;
    private final FacebookPlaces places;

    FacebookVideo(GraphApi api, FacebookPlaces places) {
        this.api = api;
        this.places = places;
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        Optional<VideoSession> session = VideoSession.of(prepared).filter(VideoSession::isWhole);
        if (session.isEmpty()) {
            String why = "the video is not uploaded";
            return new NotSent(Codes.PREPARATION_EXPIRED, why, null, api.notMade(FINISH, why));
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("upload_phase", "finish");
        form.put("upload_session_id", session.get().sessionId());
        form.put("description", submission.content().text());
        submission.content().option(FacebookRules.TITLE).ifPresent(title -> form.put("title", title));
        Reply reply = api.upload(
                FINISH,
                places.videos(submission.account().externalId()),
                Api.formBody(form),
                submission.credentials().accessToken(),
                deadline);
        return reply.isDone() && reply.json().path("success").asBoolean(false)
                ? new Accepted(prepared, api.now().plus(ENCODES_FOR), reply.exchange())
                : reply.notPublished();
    }

    LookUp lookUp(Submission submission, Prepared prepared) {
        Optional<VideoSession> session = VideoSession.of(prepared);
        if (session.isEmpty()) {
            String why = "it is not known which video was sent";
            return new LookUp.Undecided(Codes.INCONCLUSIVE, why, null, api.notMade(STATUS, why));
        }
        String id = session.get().videoId();
        AccessToken token = submission.credentials().accessToken();
        Reply reply = api.get(STATUS, "/" + id, FIELDS, token);
        JsonNode status = reply.json().path("status");
        if (!reply.isDone() || !status.path("video_status").isString()) {
            return reply.undecided();
        }
        Optional<String> failure = failure(status);
        if (failure.isPresent()) {
            return new LookUp.Refused(Codes.MEDIA_REFUSED, failure.get(), reply.exchange());
        }
        String publishing = phase(status, "publishing");
        String published =
                status.path("publishing_phase").path("publish_status").asString("");
        if (publishing.equals("complete") && published.equals("published")) {
            return found(submission, id, reply);
        }
        // Untouched since its bytes came: the finish did not arrive.
        boolean untouched =
                publishing.equals("not_started") && phase(status, "processing").equals("not_started");
        if (untouched || isGone(reply)) {
            return new LookUp.Absent(reply.exchange());
        }
        Instant again = api.now().plus(ENCODES_FOR);
        return new LookUp.Undecided(Codes.PROCESSING, "Facebook is at work on the video", again, reply.exchange());
    }

    /** Under the id of its post, as all others; where Facebook does not tell that one, under its own. */
    private LookUp found(Submission submission, String videoId, Reply reply) {
        String page = submission.account().externalId();
        String post = reply.json().path("post_id").asString("");
        if (!post.matches("([0-9]+_)?[0-9]+")) {
            return new LookUp.Found(videoId, places.video(page, videoId), reply.exchange());
        }
        String id = post.contains("_") ? post : page + "_" + post;
        return new LookUp.Found(id, places.post(id), reply.exchange());
    }

    Reply status(Submission submission, String videoId, Instant deadline) {
        AccessToken token = submission.credentials().accessToken();
        return api.get(STATUS, "/" + videoId, FIELDS, token, deadline);
    }

    /** It ended unpublished: its upload ran out of time. */
    static boolean isGone(Reply reply) {
        GraphError error = GraphError.of(reply.json());
        return error.code() == 100 && error.subcode() == 33
                || reply.json().path("status").path("video_status").asString("").equals("expired");
    }

    /** In the network's words, or ours where it has none. */
    private static Optional<String> failure(JsonNode status) {
        for (String name : new String[] {"uploading", "processing", "publishing"}) {
            if (phase(status, name).equals("error")) {
                JsonNode errors = status.path(name + "_phase").path("errors");
                return Optional.of(errors.path(0).path("message").asString("Facebook failed at the video."));
            }
        }
        String whole = status.path("video_status").asString("");
        return whole.equals("error") || whole.equals("upload_failed")
                ? Optional.of("Facebook failed at the video.")
                : Optional.empty();
    }

    private static String phase(JsonNode status, String name) {
        return status.path(name + "_phase").path("status").asString("");
    }
}
