package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import io.postledger.embedded.networks.shared.Processing;
import io.postledger.embedded.networks.shared.UploadPosts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resumable uploads: a session, its pieces in order, and the video that the last one makes. */
final class YouTubeUploads {

    private static final Pattern PIECE = Pattern.compile("bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})");
    private static final Pattern QUESTION = Pattern.compile("bytes \\*/([0-9]{1,15})");

    /** What is kept of a piece that broke off, and what pieces are multiples of. */
    private static final int GRAIN = 256 * 1024;

    private final Site site;
    private final MediaStore media;
    private final UploadPosts uploadPosts;
    private final YouTubeQuota quota;
    private final VideoJson videos;

    YouTubeUploads(Site site, MediaStore media, Posts posts, YouTubeQuota quota, VideoJson videos) {
        this.site = site;
        this.media = media;
        this.uploadPosts = new UploadPosts(posts);
        this.quota = quota;
        this.videos = videos;
    }

    Answer insert(Call call, Account channel, YouTubeOptions options) {
        if (!"resumable".equals(call.query().get("uploadType"))) {
            return YouTubeErrors.parameter(
                    "badRequest", "Uploads must be sent to the upload URL with uploadType=resumable.");
        }
        if (!List.of(call.query().getOrDefault("part", "").split(",")).containsAll(List.of("snippet", "status"))) {
            return YouTubeErrors.parameter("unexpectedPart", "part must name what the body has: snippet,status");
        }
        String length = call.header("X-Upload-Content-Length").orElse("");
        String type = call.header("X-Upload-Content-Type").orElse("");
        if (!length.matches("[1-9][0-9]{0,14}") || !type.matches("video/.+|application/octet-stream")) {
            return YouTubeErrors.bad("badContent", "Media type '" + type + "' is not supported.");
        }
        Optional<ObjectNode> body = Checks.jsonObject(call);
        if (!call.mediaType().equals("application/json") || body.isEmpty()) {
            return YouTubeErrors.of(400, "global", "parseError", "Parse Error");
        }
        Answer wrong = VideoMetadata.wrong(body.get());
        if (wrong != null) {
            return wrong;
        }
        if (!quota.allowsUpload(channel.id(), options, site.now())) {
            return YouTubeErrors.uploadLimit();
        }
        Media session = media.begin(channel.id(), type, Long.parseLong(length), VideoMetadata.fields(body.get()));
        String address = "http://" + call.header("Host").orElseThrow() + "/" + site.network() + call.path()
                + "?uploadType=resumable&part=" + call.query().get("part") + "&upload_id=" + session.id();
        return Answer.empty(200).with(Map.of("Location", address, "X-GUploader-UploadID", session.id()));
    }

    /** A piece, or the question how far it is. */
    synchronized Answer put(Call call, Account channel, YouTubeOptions options, Conditions conditions) {
        Optional<Media> session = media.find(call.query().getOrDefault("upload_id", ""))
                .filter(known -> site.now().isBefore(known.createdAt().plusSeconds(options.sessionSeconds())));
        if (session.isEmpty()) {
            return Answer.text(404, "Not Found");
        }
        if (!session.get().accountId().equals(channel.id())) {
            return YouTubeErrors.forbidden();
        }
        String range = call.header("Content-Range")
                .orElse("bytes 0-" + (call.content().length() - 1) + "/"
                        + call.content().length());
        Matcher question = QUESTION.matcher(range);
        if (question.matches() && call.content().length() == 0) {
            boolean same = Long.parseLong(question.group(1)) == session.get().declaredBytes();
            return same ? standing(session.get(), options, Conditions.NORMAL) : badRange();
        }
        return piece(call, session.get(), PIECE.matcher(range), options, conditions);
    }

    private Answer piece(Call call, Media session, Matcher range, YouTubeOptions options, Conditions conditions) {
        if (!range.matches()
                || Long.parseLong(range.group(3)) != session.declaredBytes()
                || !call.mediaType().equals(session.contentType())) {
            return badRange();
        }
        long first = Long.parseLong(range.group(1));
        long length = Long.parseLong(range.group(2)) + 1 - first;
        boolean last = first + length == session.declaredBytes();
        boolean cut = call.content().wasCut();
        if (length <= 0 || !cut && call.content().length() != length || !last && length % GRAIN != 0) {
            return badRange();
        }
        if (session.fileOrNull() != null || first != session.receivedBytes()) {
            return standing(session, options, conditions);
        }
        long kept = cut ? call.content().length() / GRAIN * GRAIN : length;
        if (kept == 0) {
            return standing(session, options, conditions);
        }
        Media after = keep(call, session, first, kept);
        boolean complete = after.receivedBytes() == after.declaredBytes();
        return standing(
                complete
                        ? media.finish(
                                after.id(), Processing.of(Duration.ZERO, "invalidFile", withoutDelay(conditions)))
                        : after,
                options,
                conditions);
    }

    /** How long media takes shows in when the video can be seen, and not in when the upload ends. */
    private static Conditions withoutDelay(Conditions conditions) {
        return new Conditions(conditions.hiddenFor(), Duration.ZERO, conditions.mediaFails());
    }

    private Media keep(Call call, Media session, long first, long kept) {
        try (InputStream bytes = call.content().open()) {
            boolean whole = kept == call.content().length();
            return media.part(
                    session.id(),
                    first,
                    whole ? bytes : new ByteArrayInputStream(bytes.readNBytes(Math.toIntExact(kept))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over: the same answer for ever. Not over: how far it is. */
    private Answer standing(Media session, YouTubeOptions options, Conditions conditions) {
        if (session.fileOrNull() == null) {
            boolean complete = session.receivedBytes() == session.declaredBytes();
            if (!complete) {
                return incomplete(session.receivedBytes());
            }
            // Killed between the last byte and the end of the upload.
            return standing(media.finish(session.id(), new Processing(Duration.ZERO, null)), options, conditions);
        }
        if (session.failureOrNull() != null) {
            ObjectNode video = Json.object().put("kind", "youtube#video").put("id", "failed-" + session.id());
            video.putObject("status").put("uploadStatus", "failed").put("failureReason", session.failureOrNull());
            return Answer.json(options.sessionAnswers(), video);
        }
        Draft draft = new Draft(
                session.accountId(),
                session.fields().get(VideoMetadata.DESCRIPTION),
                List.of(session.fileOrNull()),
                session.fields());
        Duration hiddenFor = conditions.hiddenFor().plus(conditions.mediaSlowedBy());
        Post video = uploadPosts.postOf(session.id(), draft, hiddenFor);
        JsonNode json = videos.json(video, List.of("snippet", "status"));
        return Answer.json(options.sessionAnswers(), json);
    }

    private static Answer incomplete(long received) {
        Answer answer = Answer.empty(308);
        return received == 0 ? answer : answer.with("Range", "bytes=0-" + (received - 1));
    }

    private static Answer badRange() {
        return YouTubeErrors.of(400, "global", "badRequest", "Failed to parse Content-Range header.");
    }
}
