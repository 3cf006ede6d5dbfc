package io.postledger.embedded.networks.tiktok;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Fetched;
import io.postledger.embedded.networks.shared.Fetcher;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Processing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Posts under way: announced, their bytes sent or fetched, and what became of them. */
final class TikTokPublishing {

    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,12})-([0-9]{1,12})/([0-9]{1,12})");
    private static final Pattern TYPES = Pattern.compile("video/(mp4|quicktime|webm)");
    private static final long MAX_PHOTO = 20L * 1024 * 1024;

    private final Site site;
    private final MediaStore media;
    private final Creator creator;
    private final TikTokPosts posts;

    TikTokPublishing(Site site, MediaStore media, Creator creator, TikTokPosts posts) {
        this.site = site;
        this.media = media;
        this.creator = creator;
        this.posts = posts;
    }

    Answer video(Call call, Account account, TikTokOptions options) {
        Optional<ObjectNode> body = body(call);
        Optional<String> wrong = body.flatMap(InitBody::wrongVideo);
        if (body.isEmpty() || wrong.isPresent()) {
            return TikTokAnswers.invalid(wrong.orElse("The request body is not JSON."));
        }
        Answer refusal = creator.refusal(account, body.get().path("post_info"), options);
        if (refusal != null) {
            return refusal;
        }
        JsonNode source = body.get().path("source_info");
        Map<String, String> fields = fields(body.get(), "title");
        fields.put(TikTokPosts.KIND, "video");
        fields.put("chunk", source.path("chunk_size").asString());
        fields.put("chunks", source.path("total_chunk_count").asString());
        fields.put("token", UUID.randomUUID().toString());
        Media upload =
                media.begin(account.id(), "video", source.path("video_size").asLong(), fields);
        String address = "http://" + call.header("Host").orElseThrow() + "/" + site.network() + "/video/?upload_id="
                + upload.id() + "&upload_token=" + fields.get("token");
        return TikTokAnswers.ok(
                Json.object().put("publish_id", publishId(upload)).put("upload_url", address));
    }

    private static Optional<ObjectNode> body(Call call) {
        return call.mediaType().equals("application/json") ? Checks.jsonObject(call) : Optional.empty();
    }

    private static Map<String, String> fields(JsonNode body, String text) {
        JsonNode info = body.path("post_info");
        Map<String, String> fields = new HashMap<>();
        fields.put(TikTokPosts.TEXT, info.path(text).asString(""));
        fields.put(TikTokPosts.PRIVACY, info.path("privacy_level").asString(""));
        if (text.equals("description")) {
            fields.put(TikTokPosts.TITLE, info.path("title").asString(""));
        }
        return fields;
    }

    /** A chunk comes whole or not at all, and in its turn. */
    synchronized Answer chunk(Call call, TikTokOptions options, Conditions conditions) {
        Optional<Media> known = media.find(call.query().getOrDefault("upload_id", ""))
                .filter(upload -> String.valueOf(upload.fields().get("token"))
                        .equals(call.query().get("upload_token")));
        if (known.isEmpty()) {
            return Answer.empty(404);
        }
        Media upload = ended(known.get(), options);
        if (!site.now().isBefore(upload.createdAt().plusSeconds(options.uploadSeconds()))) {
            return Answer.empty(403);
        }
        Matcher range = RANGE.matcher(call.header("Content-Range").orElse(""));
        if (!range.matches()
                || !TYPES.matcher(call.mediaType()).matches()
                || Long.parseLong(range.group(3)) != upload.declaredBytes()
                || Long.parseLong(range.group(2)) + 1 - Long.parseLong(range.group(1))
                        != call.content().length()) {
            return Answer.empty(400);
        }
        long first = Long.parseLong(range.group(1));
        if (upload.fileOrNull() != null || first != upload.receivedBytes()) {
            return Answer.empty(416).with("Content-Range", progress(upload));
        }
        long chunk = Long.parseLong(upload.fields().get("chunk"));
        boolean last = first / chunk == Long.parseLong(upload.fields().get("chunks")) - 1;
        long end = Long.parseLong(range.group(2)) + 1;
        if (end != (last ? upload.declaredBytes() : first + chunk)) {
            return Answer.empty(400);
        }
        Media after = keep(call, upload, first);
        if (last) {
            Duration usual = Duration.ofMillis(options.processingMs());
            after = media.finish(upload.id(), Processing.of(usual, options.mediaFailure(), conditions));
            posts.postOf(after, List.of(after.fileOrNull()), options, conditions.hiddenFor());
        }
        return Answer.empty(last ? 201 : 206).with("Content-Range", progress(after));
    }

    /** An upload that has all its bytes and was killed before it ended, ends now. */
    private synchronized Media ended(Media upload, TikTokOptions options) {
        boolean complete = upload.declaredBytes() > 0
                && upload.fileOrNull() == null
                && upload.receivedBytes() == upload.declaredBytes();
        Duration usual = Duration.ofMillis(options.processingMs());
        return complete ? media.finish(upload.id(), new Processing(usual, null)) : upload;
    }

    private Media keep(Call call, Media upload, long first) {
        try (InputStream bytes = call.content().open()) {
            return media.part(upload.id(), first, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String progress(Media upload) {
        return "bytes 0-" + received(upload) + "/" + upload.declaredBytes();
    }

    private static long received(Media upload) {
        return upload.fileOrNull() != null ? upload.declaredBytes() : upload.receivedBytes();
    }

    /** Photos are fetched before the answer, which the real network does after it: their failure is told by the status all the same. */
    Answer photos(Call call, Account account, TikTokOptions options, Conditions conditions) {
        Optional<ObjectNode> body = body(call);
        Optional<String> wrong = body.flatMap(InitBody::wrongPhotos);
        if (body.isEmpty() || wrong.isPresent()) {
            return TikTokAnswers.invalid(wrong.orElse("The request body is not JSON."));
        }
        Answer refusal = creator.refusal(account, body.get().path("post_info"), options);
        if (refusal != null) {
            return refusal;
        }
        Map<String, String> fields = fields(body.get(), "description");
        fields.put(TikTokPosts.KIND, "photo");
        List<MediaFile> files = new ArrayList<>();
        Fetched last = null;
        for (JsonNode photo : body.get().path("source_info").path("photo_images")) {
            last = Fetcher.fetch(photo.asString(""), MAX_PHOTO);
            if (last.fileOrNull() == null) {
                break;
            }
            files.add(last.fileOrNull());
        }
        fields.put(TikTokPosts.PHOTOS, Json.MAPPER.writeValueAsString(files));
        Media task = media.begin(account.id(), "photo", 0, fields);
        Duration usual = Duration.ofMillis(options.processingMs());
        Processing processing = Processing.of(usual, options.mediaFailure(), conditions);
        boolean fetched = last.fileOrNull() != null;
        Media after = media.fetched(task.id(), fetched ? last : new Fetched(null, "photo_pull_failed"), processing);
        posts.postOf(after, files, options, conditions.hiddenFor());
        return TikTokAnswers.ok(Json.object().put("publish_id", publishId(task)));
    }

    private static String publishId(Media task) {
        String kind = task.fields().get(TikTokPosts.KIND).equals("video") ? "v_pub_file" : "p_pub_url";
        return kind + "~v2." + task.id();
    }

    Answer status(Call call, Account account, TikTokOptions options) {
        String publishId =
                body(call).map(json -> json.path("publish_id").asString("")).orElse("");
        Optional<Media> known = media.find(publishId.replaceFirst("^.*~v2\\.", ""))
                .filter(task -> publishId(task).equals(publishId));
        if (known.isEmpty()) {
            return TikTokAnswers.error(400, "invalid_publish_id", "The publish_id does not exist.");
        }
        Media task = ended(known.get(), options);
        if (!task.accountId().equals(account.id())) {
            return TikTokAnswers.error(400, "token_not_authorized_for_specified_publish_id", "It is somebody else's.");
        }
        return TikTokAnswers.ok(status(task, options));
    }

    private ObjectNode status(Media task, TikTokOptions options) {
        boolean video = task.fields().get(TikTokPosts.KIND).equals("video");
        ObjectNode data = Json.object();
        switch (task.state(site.now())) {
            case UPLOADING, PROCESSING -> data.put("status", video ? "PROCESSING_UPLOAD" : "PROCESSING_DOWNLOAD");
            case FAILED -> data.put("status", "FAILED").put("fail_reason", task.failureOrNull());
            case READY -> {
                data.put("status", "PUBLISH_COMPLETE");
                List<MediaFile> files = video ? List.of(task.fileOrNull()) : posts.photos(task);
                Post post = posts.postOf(task, files, options, Duration.ZERO).orElseThrow();
                posts.publicId(post)
                        .ifPresent(id ->
                                data.putArray("publicaly_available_post_id").add(id));
            }
        }
        if (video) {
            data.put("uploaded_bytes", received(task));
        }
        return data;
    }
}
