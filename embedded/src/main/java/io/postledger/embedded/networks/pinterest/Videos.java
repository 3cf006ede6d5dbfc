package io.postledger.embedded.networks.pinterest;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Videos: announced to Pinterest, sent to where its files lie (another company's storage, with errors of its own). */
final class Videos {

    private static final String SIGNATURE = "signature";
    private static final String ENDS = "ends";

    private final Site site;
    private final MediaStore store;

    Videos(Site site, MediaStore store) {
        this.site = site;
        this.store = store;
    }

    Answer announce(Call call, Account caller, PinterestOptions options, String base) {
        Optional<ObjectNode> body = Checks.jsonObject(call);
        boolean video = call.mediaType().equals("application/json")
                && body.isPresent()
                && Checks.unknown(body.get().propertyNames(), Set.of("media_type"))
                        .isEmpty()
                && body.get().path("media_type").asString("").equals("video");
        if (!video) {
            return PinterestErrors.invalid("media_type must be 'video'");
        }
        Media media = store.begin(
                caller.id(),
                "video",
                0,
                Map.of(
                        SIGNATURE, UUID.randomUUID().toString(),
                        ENDS, site.now().plusSeconds(options.uploadSeconds()).toString()));
        ObjectNode json = Json.object()
                .put("media_id", media.id())
                .put("media_type", "video")
                .put("upload_url", base + "/media-upload/");
        ObjectNode parameters = json.putObject("upload_parameters");
        parameters(media).forEach(parameters::put);
        return Answer.json(201, json);
    }

    private static Map<String, String> parameters(Media media) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("x-amz-date", "20220127T185143Z");
        parameters.put("x-amz-signature", media.fields().get(SIGNATURE));
        parameters.put("x-amz-security-token", "simulated==");
        parameters.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        parameters.put("key", "uploads/11/aa/22/3:video:" + media.accountId() + ":" + media.id());
        parameters.put("policy", "simulated..==");
        parameters.put("x-amz-credential", "simulated/20220127/us-east-1/s3/aws4_request");
        parameters.put("Content-Type", "multipart/form-data");
        return parameters;
    }

    Answer upload(Call call, Conditions conditions, PinterestOptions options) {
        if (call.header("Authorization").isPresent()) {
            return storage(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        try (Multipart form = call.multipart()) {
            String key = form.fields().getOrDefault("key", "");
            Optional<Media> media = store.find(key.substring(key.lastIndexOf(':') + 1));
            if (media.isEmpty() || !form.fields().equals(parameters(media.get()))) {
                return storage(403, "SignatureDoesNotMatch", "The signature does not match");
            }
            if (!site.now().isBefore(Instant.parse(media.get().fields().get(ENDS)))) {
                return storage(403, "AccessDenied", "Invalid according to Policy: Policy expired.");
            }
            Multipart.File file = form.files().get("file");
            if (file == null || form.files().size() != 1 || file.length() == 0) {
                return storage(400, "InvalidArgument", "POST requires exactly one file upload per request.");
            }
            if (media.get().state(site.now()) == Media.State.UPLOADING) {
                Duration usual = Duration.ofMillis(options.videoProcessingMs());
                try (InputStream bytes = file.open()) {
                    store.whole(media.get().id(), bytes, Processing.of(usual, "failed", conditions));
                }
            }
            return Answer.empty(204).with("ETag", "\"" + media.get().fields().get(SIGNATURE) + "\"");
        } catch (IOException e) {
            return storage(400, "MalformedPOSTRequest", "The body is not well-formed multipart/form-data.");
        }
    }

    private static Answer storage(int status, String code, String message) {
        return new Answer(
                status,
                Map.of(),
                "application/xml",
                "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message));
    }

    Answer get(String id, Account caller) {
        Optional<Media> media = store.find(id).filter(each -> each.accountId().equals(caller.id()));
        if (media.isEmpty()) {
            return PinterestErrors.mediaNotFound();
        }
        String status = switch (media.get().state(site.now())) {
            case UPLOADING -> "registered";
            case PROCESSING -> "processing";
            case FAILED -> "failed";
            case READY -> "succeeded";
        };
        return Answer.json(
                200,
                Json.object().put("media_id", id).put("media_type", "video").put("status", status));
    }
}
