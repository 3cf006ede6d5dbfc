package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Grants;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Processing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pictures, which come whole and with the caller's token; videos, which come in parts to signed addresses. */
final class Uploads {

    private static final String KIND = "kind";
    private static final String SIGNATURE = "signature";
    private static final String ENDS = "ends";
    private static final long MAX_VIDEO = 5L * 1024 * 1024 * 1024;

    private final Site site;
    private final Members members;
    private final Grants grants;
    private final MediaStore store;

    Uploads(Site site, Members members, Grants grants, MediaStore store) {
        this.site = site;
        this.members = members;
        this.grants = grants;
        this.store = store;
    }

    static String urn(Media media) {
        return "urn:li:" + media.fields().get(KIND) + ":" + media.id();
    }

    /** Of a URN of that kind. */
    Optional<Media> find(String urn, String kind) {
        String prefix = "urn:li:" + kind + ":";
        return urn.startsWith(prefix)
                ? store.find(urn.substring(prefix.length()))
                        .filter(media -> kind.equals(media.fields().get(KIND)))
                : Optional.empty();
    }

    Answer initializeImage(Call call, Bearer caller, LinkedInOptions options, String base) {
        JsonNode request = request(call, "initializeUploadRequest", Set.of("owner"));
        Optional<Account> owner = members.writer(caller, request.path("owner").asString(""));
        if (!request.isObject()) {
            return LinkedInErrors.bad("MISSING_FIELD", "initializeUploadRequest is required but missing");
        }
        if (owner.isEmpty()) {
            return LinkedInErrors.forbidden("image");
        }
        Media media = begin(owner.get(), "image", 0, options);
        ObjectNode answer = Json.object();
        answer.putObject("value")
                .put("uploadUrlExpiresAt", ends(media).toEpochMilli())
                .put("uploadUrl", address(base, media, ""))
                .put("image", urn(media));
        return Answer.json(200, answer);
    }

    Answer initializeVideo(Call call, Bearer caller, LinkedInOptions options, String base) {
        JsonNode request = request(
                call, "initializeUploadRequest", Set.of("owner", "fileSizeBytes", "uploadCaptions", "uploadThumbnail"));
        long size = request.path("fileSizeBytes").asLong(0);
        Optional<Account> owner = members.writer(caller, request.path("owner").asString(""));
        if (!request.isObject() || !request.path("fileSizeBytes").isIntegralNumber()) {
            return LinkedInErrors.bad("MISSING_FIELD", "fileSizeBytes is required but missing");
        }
        if (size <= 0 || size > MAX_VIDEO) {
            return LinkedInErrors.invalid("fileSizeBytes", size);
        }
        if (owner.isEmpty()) {
            return LinkedInErrors.forbidden("video");
        }
        Media media = begin(owner.get(), "video", size, options);
        ObjectNode answer = Json.object();
        ObjectNode value = answer.putObject("value")
                .put("uploadUrlsExpireAt", ends(media).toEpochMilli())
                .put("video", urn(media))
                .put("uploadToken", "");
        ArrayNode parts = value.putArray("uploadInstructions");
        // The last part's range goes beyond the file's end, as LinkedIn's own example has it.
        for (long first = 0; first < size; first += options.videoPartBytes()) {
            parts.addObject()
                    .put("uploadUrl", address(base, media, "/" + first / options.videoPartBytes()))
                    .put("firstByte", first)
                    .put("lastByte", first + options.videoPartBytes() - 1);
        }
        return Answer.json(200, answer);
    }

    private Media begin(Account owner, String kind, long bytes, LinkedInOptions options) {
        return store.begin(
                owner.id(),
                kind.equals("video") ? "video/mp4" : "image",
                bytes,
                Map.of(
                        KIND, kind,
                        SIGNATURE, UUID.randomUUID().toString(),
                        ENDS, site.now().plusSeconds(options.uploadUrlSeconds()).toString()));
    }

    private static Instant ends(Media media) {
        return Instant.parse(media.fields().get(ENDS));
    }

    private static String address(String base, Media media, String part) {
        return base + "/dms-uploads/" + media.fields().get(KIND) + "/" + media.id() + part + "?sig="
                + media.fields().get(SIGNATURE);
    }

    /** A missing node when the body is not that request and nothing else. */
    private static JsonNode request(Call call, String name, Set<String> fields) {
        Optional<ObjectNode> body =
                Checks.jsonObject(call).filter(json -> call.mediaType().equals("application/json") && json.size() == 1);
        JsonNode request =
                body.map(json -> json.path(name)).orElse(Json.object().path(name));
        return request.isObject()
                        && Checks.unknown(request.propertyNames(), fields).isEmpty()
                ? request
                : Json.object().path(name);
    }

    Answer putImage(Call call, String id, Conditions conditions, LinkedInOptions options) {
        Optional<Media> media = uploading(call, id, "image");
        if (Checks.bearerToken(call).flatMap(grants::bearer).isEmpty()) {
            return Answer.text(401, "");
        }
        if (media.isEmpty()) {
            return Answer.text(403, "");
        }
        try (InputStream bytes = call.content().open()) {
            store.whole(id, bytes, processing(options.imageProcessingMs(), conditions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.empty(201);
    }

    Answer putPart(Call call, String id, int part, LinkedInOptions options) {
        Optional<Media> media = uploading(call, id, "video");
        if (media.isEmpty() || call.header("Authorization").isPresent()) {
            return Answer.text(403, "");
        }
        long from = part * options.videoPartBytes();
        long due = Math.min(options.videoPartBytes(), media.get().declaredBytes() - from);
        if (call.content().length() != due) {
            return Answer.text(400, "");
        }
        try (InputStream bytes = call.content().open()) {
            store.part(id, part, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.empty(200).with("ETag", "\"" + etag(media.get(), part, due) + "\"");
    }

    private static String etag(Media media, long part, long bytes) {
        String seed = media.fields().get(SIGNATURE) + " " + part + " " + bytes;
        return "/ambry-video/signedId/" + Integer.toHexString(seed.hashCode()) + "-" + part;
    }

    private Optional<Media> uploading(Call call, String id, String kind) {
        return store.find(id)
                .filter(media -> kind.equals(media.fields().get(KIND)))
                .filter(media ->
                        media.fields().get(SIGNATURE).equals(call.query().get("sig")))
                .filter(media -> media.state(site.now()) == Media.State.UPLOADING)
                .filter(media -> site.now().isBefore(ends(media)));
    }

    Answer finalizeVideo(Call call, Bearer caller, Conditions conditions, LinkedInOptions options) {
        JsonNode request = request(call, "finalizeUploadRequest", Set.of("video", "uploadToken", "uploadedPartIds"));
        Optional<Media> media = find(request.path("video").asString(""), "video");
        if (media.isEmpty() || !request.path("uploadToken").isString()) {
            return LinkedInErrors.bad("INVALID_VIDEO_ID", "This Video ID is invalid");
        }
        if (members.writer(caller, media.get().accountId()).isEmpty()) {
            return LinkedInErrors.forbidden("video");
        }
        if (media.get().state(site.now()) != Media.State.UPLOADING) {
            return LinkedInErrors.bad(
                    "UPDATING_ASSET_FAILED", "Failed to update asset. Please recreate the asset and try again.");
        }
        List<String> told = new ArrayList<>();
        request.path("uploadedPartIds").forEach(etag -> told.add(etag.asString("")));
        List<String> etags = new ArrayList<>();
        media.get().parts().forEach((part, bytes) -> etags.add(etag(media.get(), part, bytes)));
        if (media.get().receivedBytes() != media.get().declaredBytes()) {
            return LinkedInErrors.bad("MEDIA_ASSET_WAITING_UPLOAD", "Media asset is waiting upload");
        }
        if (!told.equals(etags)) {
            return LinkedInErrors.invalid("uploadedPartIds", told);
        }
        store.finish(media.get().id(), processing(options.videoProcessingMs(), conditions));
        return Answer.empty(200);
    }

    private static Processing processing(long millis, Conditions conditions) {
        return Processing.of(Duration.ofMillis(millis), "Unsupported file format", conditions);
    }

    Answer get(String kind, String urn, Bearer caller) {
        Optional<Media> media = find(urn, kind);
        if (media.isEmpty()) {
            return LinkedInErrors.notFound();
        }
        String owner = media.get().accountId();
        // Of a picture, a consent to write only may not even know whether it is ready; of a video it may.
        boolean allowed = members.reader(caller, owner).isPresent()
                || kind.equals("video") && members.writer(caller, owner).isPresent();
        if (!allowed) {
            return LinkedInErrors.forbidden(kind);
        }
        ObjectNode json = Json.object().put("id", urn(media.get())).put("owner", owner);
        switch (media.get().state(site.now())) {
            case UPLOADING -> json.put("status", "WAITING_UPLOAD");
            case PROCESSING -> json.put("status", "PROCESSING");
            case READY -> json.put("status", "AVAILABLE");
            case FAILED -> {
                json.put("status", "PROCESSING_FAILED");
                if (kind.equals("video")) {
                    json.put("processingFailureReason", media.get().failureOrNull());
                }
            }
        }
        return Answer.json(200, json);
    }
}
