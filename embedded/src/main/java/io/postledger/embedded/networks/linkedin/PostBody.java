package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call wants to post, or why LinkedIn does not take it. Fields that the real call has and this simulation does not know
 * are refused too: better than ignored.
 *
 * @param refusalOrNull then nothing else counts
 */
record PostBody(ObjectNode json, LittleText text, List<MediaFile> media, Answer refusalOrNull) {

    private static final Set<String> FIELDS = Set.of(
            "author",
            "commentary",
            "visibility",
            "distribution",
            "content",
            "lifecycleState",
            "isReshareDisabledByAuthor");

    private static final Set<String> DISTRIBUTION =
            Set.of("feedDistribution", "targetEntities", "thirdPartyDistributionChannels");

    private static final int MAX_TEXT = 3_000;
    private static final int MAX_ALT_TEXT = 4_086;
    private static final int MAX_TITLE = 400;

    static PostBody read(Call call, Uploads uploads, Instant now) {
        Optional<ObjectNode> body = Checks.jsonObject(call);
        if (!call.mediaType().equals("application/json") || body.isEmpty()) {
            return refused(LinkedInErrors.bad("BAD_REQUEST", "The body is not a JSON object"));
        }
        return new Reader(body.get(), uploads, now).read();
    }

    private static PostBody refused(Answer why) {
        return new PostBody(null, null, List.of(), why);
    }

    /** Goes through the fields, and stops at the first that is wrong. */
    private static final class Reader {

        private final ObjectNode json;
        private final Uploads uploads;
        private final Instant now;
        private final List<MediaFile> files = new ArrayList<>();

        Reader(ObjectNode json, Uploads uploads, Instant now) {
            this.json = json;
            this.uploads = uploads;
            this.now = now;
        }

        PostBody read() {
            Optional<String> unknown = Checks.unknown(json.propertyNames(), FIELDS);
            if (unknown.isPresent()) {
                return refused(LinkedInErrors.bad("ILLEGAL_ARGUMENT", unknown.get() + " is not a field of a post"));
            }
            for (String field : List.of("author", "commentary", "visibility", "distribution", "lifecycleState")) {
                if (!json.has(field)) {
                    return refused(LinkedInErrors.bad("MISSING_FIELD", field + " is required but missing"));
                }
            }
            LittleText text = LittleText.of(json.path("commentary").asString(""));
            return usual(text)
                    .or(() -> content(json.path("content")))
                    .map(PostBody::refused)
                    .orElseGet(() -> new PostBody(json, text, files, null));
        }

        private Optional<Answer> usual(LittleText text) {
            JsonNode distribution = json.path("distribution");
            if (!json.path("commentary").isString()
                    || json.path("commentary").stringValue().isBlank()) {
                return Optional.of(LinkedInErrors.bad("INVALID_VALUE_BLANK_FIELD", "commentary can't be blank"));
            }
            if (text.shown().length() > MAX_TEXT) {
                return tooLong("commentary", text.shown().length(), MAX_TEXT);
            }
            if (!Set.of("PUBLIC", "CONNECTIONS", "LOGGED_IN")
                    .contains(json.path("visibility").asString(""))) {
                return Optional.of(LinkedInErrors.invalid("visibility", json.path("visibility")));
            }
            if (!json.path("lifecycleState").asString("").equals("PUBLISHED")) {
                return Optional.of(LinkedInErrors.invalid("lifecycleState", json.path("lifecycleState")));
            }
            boolean distributed = distribution.isObject()
                    && Checks.unknown(distribution.propertyNames(), DISTRIBUTION)
                            .isEmpty()
                    && distribution.path("feedDistribution").asString("").equals("MAIN_FEED");
            return distributed ? Optional.empty() : Optional.of(LinkedInErrors.invalid("distribution", distribution));
        }

        private Optional<Answer> content(JsonNode content) {
            if (content.isMissingNode()) {
                return Optional.empty();
            }
            if (content.size() != 1) {
                return Optional.of(LinkedInErrors.invalid("content", content));
            }
            String kind = content.propertyNames().iterator().next();
            JsonNode value = content.path(kind);
            return switch (kind) {
                case "media" -> file(value, Set.of("id", "title", "altText"), Set.of("image", "video"));
                case "multiImage" -> images(value.path("images"));
                case "article" -> article(value);
                default -> Optional.of(LinkedInErrors.invalid("content", kind));
            };
        }

        private Optional<Answer> images(JsonNode images) {
            if (images.size() < 2 || images.size() > 20) {
                return Optional.of(LinkedInErrors.invalid("multiImage.images", images.size() + " images"));
            }
            for (JsonNode image : images) {
                Optional<Answer> wrong = file(image, Set.of("id", "altText"), Set.of("image"));
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            return Optional.empty();
        }

        private Optional<Answer> file(JsonNode file, Set<String> fields, Set<String> kinds) {
            String urn = file.path("id").asString("");
            Optional<String> kind = kinds.stream()
                    .filter(each -> urn.startsWith("urn:li:" + each + ":"))
                    .findFirst();
            Optional<String> unknown = Checks.unknown(file.propertyNames(), fields);
            if (unknown.isPresent() || kind.isEmpty()) {
                return Optional.of(LinkedInErrors.bad("INVALID_URN_TYPE", "content.media.id value " + urn));
            }
            int alt = file.path("altText").asString("").length();
            if (alt > MAX_ALT_TEXT) {
                return tooLong("altText", alt, MAX_ALT_TEXT);
            }
            Optional<Media> media = uploads.find(urn, kind.get())
                    .filter(each -> each.accountId().equals(json.path("author").asString("")));
            if (media.isEmpty()) {
                return Optional.of(
                        kind.get().equals("image")
                                ? LinkedInErrors.bad("INVALID_IMAGE_ID", "This Image ID is invalid")
                                : LinkedInErrors.bad("INVALID_VIDEO_ID", "This Video ID is invalid"));
            }
            return switch (media.get().state(now)) {
                case READY -> {
                    files.add(media.get().fileOrNull());
                    yield Optional.empty();
                }
                case FAILED ->
                    Optional.of(LinkedInErrors.bad("MEDIA_ASSET_PROCESSING_FAILED", "Media asset failed processing"));
                default ->
                    Optional.of(LinkedInErrors.bad("MEDIA_ASSET_WAITING_UPLOAD", "Media asset is waiting upload"));
            };
        }

        private static Optional<Answer> article(JsonNode article) {
            Set<String> fields = Set.of("source", "title", "description");
            String title = article.path("title").asString("");
            if (Checks.unknown(article.propertyNames(), fields).isPresent()
                    || !article.path("source").asString("").matches("(?i)https?://\\S+")) {
                return Optional.of(LinkedInErrors.invalid("article", article));
            }
            if (title.isBlank()) {
                return Optional.of(LinkedInErrors.bad("MISSING_FIELD", "article.title is required but missing"));
            }
            return title.length() > MAX_TITLE ? tooLong("article.title", title.length(), MAX_TITLE) : Optional.empty();
        }

        private static Optional<Answer> tooLong(String field, int length, int most) {
            return Optional.of(LinkedInErrors.bad(
                    "FIELD_LENGTH_TOO_LONG",
                    field + " length " + length + " can't exceeded maximum " + most + " length"));
        }
    }
}
