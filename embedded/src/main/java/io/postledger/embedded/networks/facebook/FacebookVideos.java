package io.postledger.embedded.networks.facebook;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Multipart;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.graph.GraphCall;
import io.postledger.embedded.networks.graph.GraphErrors;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.Media.State;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import io.postledger.embedded.networks.shared.Processing;
import io.postledger.embedded.networks.shared.UploadPosts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Videos: {@code start} names one, {@code transfer} brings its bytes where they are missed, {@code finish} has it encoded
 * and shown. The post is there from the finish on, and is seen once the encoding is done; where that fails there is none.
 */
final class FacebookVideos {

    private static final String VIDEO = "video";

    /** Before the id of its video. */
    private static final String SESSION = "7";

    private static final String FAILURE = "Video Encoding Error: we could not process your video.";

    private final Site site;
    private final MediaStore media;
    private final Posts posts;
    private final UploadPosts uploadPosts;

    FacebookVideos(Site site, MediaStore media, Posts posts) {
        this.site = site;
        this.media = media;
        this.posts = posts;
        this.uploadPosts = new UploadPosts(posts);
    }

    Answer upload(GraphCall call, FacebookOptions options) {
        return switch (call.parameter("upload_phase")) {
            case "start" -> start(call, options);
            case "transfer" ->
                session(call, options)
                        .map(video -> transfer(video, call, options))
                        .orElseGet(FacebookVideos::noSession);
            case "finish" ->
                session(call, options)
                        .map(video -> finish(video, call, options))
                        .orElseGet(FacebookVideos::noSession);
            default -> GraphErrors.invalid("Param upload_phase must be one of {start, transfer, finish}");
        };
    }

    private Answer start(GraphCall call, FacebookOptions options) {
        if (!call.parameter("file_size").matches("[1-9][0-9]{0,11}")) {
            return GraphErrors.invalid("Param file_size must be a number greater than 0");
        }
        long bytes = Long.parseLong(call.parameter("file_size"));
        Media video = media.begin(call.parts().get(0), "video/mp4", bytes, Map.of("kind", VIDEO));
        ObjectNode json = Json.object().put("video_id", video.id()).put("upload_session_id", SESSION + video.id());
        return Answer.json(200, where(json, video, options));
    }

    private Answer transfer(Media video, GraphCall call, FacebookOptions options) {
        Multipart.File chunk =
                call.filesOrNull() == null ? null : call.filesOrNull().files().get("video_file_chunk");
        long missing = video.declaredBytes() - video.receivedBytes();
        boolean right = chunk != null
                && call.parameter("start_offset").equals(String.valueOf(video.receivedBytes()))
                && chunk.length() > 0
                && chunk.length() <= Math.min(missing, options.chunkBytes());
        if (!right) {
            ObjectNode error = (ObjectNode) Json.MAPPER.readTree(GraphErrors.error(
                            6001,
                            1363037,
                            "There was a problem uploading your video. Please try again.",
                            "Error Uploading Video",
                            "There was a problem uploading your video.")
                    .body());
            where(error.withObject("error").withObject("error_data"), video, options);
            return Answer.json(400, error);
        }
        Media after = media.part(video.id(), video.receivedBytes(), chunk.open());
        return Answer.json(200, where(Json.object(), after, options));
    }

    private synchronized Answer finish(Media video, GraphCall call, FacebookOptions options) {
        if (video.receivedBytes() != video.declaredBytes()) {
            return GraphErrors.error(
                    6000, 1363030, "There was a problem uploading your video file.", "Timeout", "It is not complete.");
        }
        if (post(video).isPresent()) {
            return noSession();
        }
        Media whole = video;
        if (video.state(site.now()) == State.UPLOADING) {
            Duration takes = Duration.ofMillis(options.videoMillis());
            whole = media.finish(video.id(), Processing.of(takes, FAILURE, call.conditions()));
        }
        if (whole.failureOrNull() == null) {
            MediaFile file = whole.fileOrNull();
            Duration encodes = Duration.between(site.now(), whole.readyAtOrNull());
            String title = call.parameter("title");
            uploadPosts.postOf(
                    video.id(),
                    new Draft(
                            video.accountId(),
                            call.parameter("description"),
                            List.of(file),
                            title.isEmpty() ? Map.of() : Map.of("title", title)),
                    call.conditions().hiddenFor().plus(encodes.isNegative() ? Duration.ZERO : encodes));
        }
        return Answer.json(200, Json.object().put("success", true));
    }

    /** The video of an upload that goes on; one that was not finished in time does not. */
    private Optional<Media> session(GraphCall call, FacebookOptions options) {
        String id = call.parameter("upload_session_id");
        return id.startsWith(SESSION)
                ? find(id.substring(SESSION.length()), call.parts().get(0))
                        .filter(video -> !isOver(video, options.unusedSeconds()))
                : Optional.empty();
    }

    Optional<Media> find(String id, String pageId) {
        return media.find(id)
                .filter(video -> VIDEO.equals(video.fields().get("kind")))
                .filter(video -> video.accountId().equals(pageId));
    }

    /** The post that a video is in, shown yet or not. */
    Optional<Post> post(Media video) {
        return video.state(site.now()) == State.UPLOADING
                ? Optional.empty()
                : posts.withField(video.accountId(), UploadPosts.UPLOAD, video.id());
    }

    /** The field {@code status}. */
    ObjectNode status(Media video, long unusedSeconds) {
        Instant now = site.now();
        State state = video.state(now);
        ObjectNode json = Json.object();
        json.put("video_status", word(state, video, unusedSeconds));
        boolean complete = video.receivedBytes() == video.declaredBytes();
        json.putObject("uploading_phase")
                .put("status", complete ? "complete" : "in_progress")
                .put("bytes_transferred", video.receivedBytes());
        ObjectNode processing = json.putObject("processing_phase");
        ObjectNode publishing = json.putObject("publishing_phase");
        switch (state) {
            case UPLOADING -> {
                processing.put("status", "not_started");
                publishing.put("status", "not_started");
            }
            case PROCESSING -> {
                processing.put("status", "in_progress");
                publishing.put("status", "not_started");
            }
            case FAILED -> {
                processing.put("status", "error");
                processing.putArray("errors").addObject().put("code", 1363008).put("message", video.failureOrNull());
                publishing.put("status", "not_started");
            }
            case READY -> {
                Optional<Post> post = post(video);
                boolean shown =
                        post.filter(each -> !each.visibleAt().isAfter(now)).isPresent();
                // Without a post, a kill came between: the finish did not happen.
                processing.put("status", post.isPresent() ? "complete" : "not_started");
                publishing.put("status", shown ? "complete" : post.isPresent() ? "in_progress" : "not_started");
                if (shown) {
                    publishing.put("publish_status", "published");
                }
            }
        }
        return json;
    }

    private String word(State state, Media video, long unusedSeconds) {
        return switch (state) {
            case UPLOADING -> isOver(video, unusedSeconds) ? "expired" : "processing";
            case PROCESSING -> "processing";
            case FAILED -> "error";
            case READY -> "ready";
        };
    }

    private boolean isOver(Media video, long unusedSeconds) {
        return video.state(site.now()) == State.UPLOADING
                && !video.createdAt().plusSeconds(unusedSeconds).isAfter(site.now());
    }

    private static ObjectNode where(ObjectNode into, Media video, FacebookOptions options) {
        long from = video.receivedBytes();
        return into.put("start_offset", String.valueOf(from))
                .put("end_offset", String.valueOf(Math.min(video.declaredBytes(), from + options.chunkBytes())));
    }

    private static Answer noSession() {
        return GraphErrors.error(
                6000, 1363041, "The upload session is invalid.", "Invalid Session", "The upload session is invalid.");
    }
}
