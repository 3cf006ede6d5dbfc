package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Multipart;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Processing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** X's uploads: initialize, append, finalize, status, and what is said about a picture. */
final class XMedia {

    /** From finalizing on, as in X's examples. */
    static final Duration LIFE = Duration.ofDays(1);

    private static final long MAX_TOTAL_BYTES = 16L << 30;
    private static final int MAX_SEGMENT_BYTES = 8 << 20;
    private static final int MAX_ALT_TEXT = 1000;
    private static final Set<String> INITIALIZE_FIELDS = Set.of("media_type", "total_bytes", "media_category");
    private static final String NOT_FOUND = "BadRequest: Not found";

    private final Site site;
    private final MediaStore media;

    XMedia(Site site, MediaStore media) {
        this.site = site;
        this.media = media;
    }

    Answer initialize(Call call, Account caller) {
        Optional<ObjectNode> json = jsonBody(call);
        if (json.isEmpty()) {
            return XErrors.invalid("Request body is not valid JSON.");
        }
        Optional<String> unknown = Checks.unknown(json.get().propertyNames(), INITIALIZE_FIELDS);
        if (unknown.isPresent()) {
            return XErrors.undefined(unknown.get());
        }
        JsonNode bytes = json.get().path("total_bytes");
        if (!bytes.isIntegralNumber() || bytes.longValue() < 1 || bytes.longValue() > MAX_TOTAL_BYTES) {
            return XErrors.invalid("$.total_bytes: must be between 1 and " + MAX_TOTAL_BYTES);
        }
        String type = json.get().path("media_type").asString("");
        XMediaCategory category = XMediaCategory.of(type);
        if (category == null) {
            return XErrors.invalid("$.media_type: does not have a value in the enumeration");
        }
        if (!category.wireName.equals(json.get().path("media_category").asString(category.wireName))) {
            return XErrors.invalid("The media category does not fit the media type " + type + ".");
        }
        if (bytes.longValue() > category.maxBytes) {
            return XErrors.invalid("File size exceeds " + category.maxBytes + " bytes.");
        }
        Media begun = media.begin(caller.id(), type, bytes.longValue(), Map.of());
        return Answer.json(200, data(begun.id(), category, LIFE));
    }

    Answer append(Call call, Account caller, String id) {
        Optional<Media> found = own(caller, id).filter(m -> m.state(site.now()) == Media.State.UPLOADING);
        if (found.isEmpty()) {
            return XErrors.invalid(NOT_FOUND);
        }
        try (Multipart parts = call.multipart()) {
            Multipart.File file = parts.files().get("media");
            String index = parts.fields().getOrDefault("segment_index", "");
            if (file == null || parts.files().size() > 1 || parts.fields().size() > 1 || !index.matches("[0-9]{1,4}")) {
                return XErrors.invalid("The body must hold media and a segment_index of 0 to 9999, and no more.");
            }
            if (file.length() > MAX_SEGMENT_BYTES) {
                return XErrors.invalid("The segment is larger than " + MAX_SEGMENT_BYTES + " bytes.");
            }
            try (InputStream bytes = file.open()) {
                media.part(id, Long.parseLong(index), bytes);
            }
        } catch (IOException e) {
            return XErrors.invalid("The body must be multipart/form-data.");
        }
        ObjectNode body = Json.object();
        body.putObject("data").put("expires_at", site.now().plus(LIFE).getEpochSecond());
        return Answer.json(200, body);
    }

    Answer complete(Account caller, String id, XOptions options, Conditions conditions) {
        Optional<Media> found = own(caller, id).filter(m -> m.state(site.now()) == Media.State.UPLOADING);
        if (found.isEmpty()) {
            return XErrors.invalid(NOT_FOUND);
        }
        if (found.get().receivedBytes() != found.get().declaredBytes()) {
            return XErrors.invalid("Segments do not add up to provided total file size.");
        }
        XMediaCategory category = XMediaCategory.of(found.get().contentType());
        Duration usual = category.isProcessed ? Duration.ofMillis(options.videoProcessingMs()) : Duration.ZERO;
        Media done = media.finish(id, Processing.of(usual, "Unsupported video format", conditions));
        if (!category.isProcessed && done.failureOrNull() != null) {
            return XErrors.invalid("media type unrecognized.");
        }
        ObjectNode body = data(id, category, LIFE);
        ((ObjectNode) body.get("data")).put("size", done.fileOrNull().bytes());
        if (isProcessed(done)) {
            processing(body, done);
        }
        return Answer.json(200, body);
    }

    Answer status(Call call, Account caller) {
        if (!"STATUS".equals(call.query().get("command"))) {
            return XErrors.invalid("The `command` query parameter value must be STATUS");
        }
        Optional<Media> found = own(caller, call.query().getOrDefault("media_id", ""));
        if (found.isEmpty() || found.get().readyAtOrNull() == null || !isProcessed(found.get())) {
            return XErrors.invalid(NOT_FOUND);
        }
        ObjectNode body = data(found.get().id(), XMediaCategory.of(found.get().contentType()), LIFE);
        processing(body, found.get());
        return Answer.json(200, body);
    }

    Answer describe(Call call, Account caller) {
        Optional<ObjectNode> json = jsonBody(call);
        JsonNode text = json.<JsonNode>map(
                        j -> j.path("metadata").path("alt_text").path("text"))
                .orElseGet(Json::object);
        String id = json.map(j -> j.path("id").asString("")).orElse("");
        boolean known = json.isPresent()
                && Set.of("id", "metadata").containsAll(json.get().propertyNames())
                && Set.of("alt_text").containsAll(json.get().path("metadata").propertyNames());
        if (!known || !text.isString() || text.stringValue().length() > MAX_ALT_TEXT) {
            return XErrors.invalid("$.metadata.alt_text.text: must be at most " + MAX_ALT_TEXT + " characters long");
        }
        if (own(caller, id).isEmpty()) {
            return XErrors.invalid(NOT_FOUND);
        }
        media.note(id, Map.of("altText", text.stringValue()));
        ObjectNode body = Json.object();
        body.putObject("data")
                .put("id", id)
                .putObject("associated_metadata")
                .putObject("alt_text")
                .put("text", text.stringValue());
        return Answer.json(200, body);
    }

    /** Fit for a post of the caller now. */
    Optional<Media> usable(Account caller, String id) {
        Instant now = site.now();
        return own(caller, id)
                .filter(m -> m.state(now) == Media.State.READY)
                .filter(m -> m.readyAtOrNull().plus(LIFE).isAfter(now));
    }

    private Optional<Media> own(Account caller, String id) {
        return media.find(id).filter(m -> m.accountId().equals(caller.id()));
    }

    private boolean isProcessed(Media m) {
        return XMediaCategory.of(m.contentType()).isProcessed || m.state(site.now()) == Media.State.PROCESSING;
    }

    private static Optional<ObjectNode> jsonBody(Call call) {
        return call.mediaType().equals("application/json") ? Checks.jsonObject(call) : Optional.empty();
    }

    private static ObjectNode data(String id, XMediaCategory category, Duration life) {
        ObjectNode body = Json.object();
        body.putObject("data")
                .put("id", id)
                .put("media_key", category.key(id))
                .put("expires_after_secs", life.toSeconds());
        return body;
    }

    private void processing(ObjectNode body, Media m) {
        ObjectNode info = ((ObjectNode) body.get("data")).putObject("processing_info");
        switch (m.state(site.now())) {
            case PROCESSING -> {
                long left = Duration.between(site.now(), m.readyAtOrNull()).toMillis();
                info.put("state", "in_progress").put("progress_percent", 50).put("check_after_secs", left / 1000 + 1);
            }
            case FAILED ->
                info.put("state", "failed")
                        .put("progress_percent", 12)
                        .putObject("error")
                        .put("code", 1)
                        .put("name", "InvalidMedia")
                        .put("message", m.failureOrNull());
            default -> info.put("state", "succeeded").put("progress_percent", 100);
        }
    }
}
