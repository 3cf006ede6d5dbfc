package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Checks;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a video is announced with, checked as YouTube does. */
final class VideoMetadata {

    static final String TITLE = "title";
    static final String DESCRIPTION = "description";
    static final String PRIVACY = "privacyStatus";
    static final String TAGS = "tags";
    static final String CATEGORY = "categoryId";
    static final String FOR_KIDS = "selfDeclaredMadeForKids";

    private static final Set<String> PARTS = Set.of("snippet", "status");
    private static final Set<String> SNIPPET = Set.of(TITLE, DESCRIPTION, TAGS, CATEGORY, "defaultLanguage");
    private static final Set<String> STATUS =
            Set.of(PRIVACY, FOR_KIDS, "embeddable", "license", "publicStatsViewable", "containsSyntheticMedia");

    private static final Set<String> PRIVACIES = Set.of("public", "unlisted", "private");
    private static final Pattern ANGLE = Pattern.compile("[<>]");
    private static final int MAX_TITLE = 100;
    private static final int MAX_DESCRIPTION = 5_000;
    private static final int MAX_TAGS = 500;
    private static final String USUAL_CATEGORY = "22";

    /** Those that may be assigned, in the United States. */
    private static final Set<String> CATEGORIES =
            Set.of("1", "2", "10", "15", "17", "19", "20", "22", "23", "24", "25", "26", "27", "28", "29");

    private VideoMetadata() {}

    /** @return null where there is nothing wrong */
    static Answer wrong(JsonNode body) {
        JsonNode snippet = body.path("snippet");
        JsonNode status = body.path("status");
        if (!body.isObject()
                || Checks.unknown(body.propertyNames(), PARTS).isPresent()
                || Checks.unknown(snippet.propertyNames(), SNIPPET).isPresent()
                || Checks.unknown(status.propertyNames(), STATUS).isPresent()) {
            return YouTubeErrors.bad("badRequest", "Invalid JSON payload received. Unknown name.");
        }
        String title = snippet.path(TITLE).asString("");
        if (title.isBlank()
                || title.codePointCount(0, title.length()) > MAX_TITLE
                || ANGLE.matcher(title).find()) {
            return YouTubeErrors.bad("invalidTitle", "The request metadata specifies an invalid or empty video title.");
        }
        String description = snippet.path(DESCRIPTION).asString("");
        if (description.getBytes(StandardCharsets.UTF_8).length > MAX_DESCRIPTION
                || ANGLE.matcher(description).find()) {
            return YouTubeErrors.bad(
                    "invalidDescription", "The request metadata specifies an invalid video description.");
        }
        if (!areTags(snippet.path(TAGS))) {
            return YouTubeErrors.bad("invalidTags", "The request metadata specifies invalid video keywords.");
        }
        if (!CATEGORIES.contains(snippet.path(CATEGORY).asString(USUAL_CATEGORY))) {
            return YouTubeErrors.bad(
                    "invalidCategoryId", "The snippet.categoryId property specifies an invalid category ID.");
        }
        boolean kids =
                status.path(FOR_KIDS).isMissingNode() || status.path(FOR_KIDS).isBoolean();
        if (!PRIVACIES.contains(status.path(PRIVACY).asString("public")) || !kids) {
            return YouTubeErrors.bad("invalidVideoMetadata", "The request metadata is invalid.");
        }
        return null;
    }

    private static boolean areTags(JsonNode tags) {
        if (tags.isMissingNode()) {
            return true;
        }
        int length = 0;
        for (JsonNode tag : tags) {
            String text = tag.asString("<");
            if (text.isBlank() || ANGLE.matcher(text).find()) {
                return false;
            }
            length += text.codePointCount(0, text.length()) + (text.contains(" ") ? 2 : 0) + 1;
        }
        return tags.isArray() && length - 1 <= MAX_TAGS;
    }

    /** Of a body with nothing wrong. */
    static Map<String, String> fields(JsonNode body) {
        JsonNode snippet = body.path("snippet");
        JsonNode status = body.path("status");
        Map<String, String> fields = new HashMap<>();
        fields.put(TITLE, snippet.path(TITLE).asString("").strip());
        fields.put(DESCRIPTION, snippet.path(DESCRIPTION).asString(""));
        fields.put(CATEGORY, snippet.path(CATEGORY).asString(USUAL_CATEGORY));
        fields.put(PRIVACY, status.path(PRIVACY).asString("public"));
        if (snippet.path(TAGS) instanceof ArrayNode tags) {
            fields.put(TAGS, Json.MAPPER.writeValueAsString(tags));
        }
        if (status.path(FOR_KIDS).isBoolean()) {
            fields.put(FOR_KIDS, status.path(FOR_KIDS).asString());
        }
        return fields;
    }

    /** As the API gives it out. */
    static ObjectNode snippet(Map<String, String> fields, String channelId, String publishedAt) {
        ObjectNode snippet = Json.object()
                .put("publishedAt", publishedAt)
                .put("channelId", channelId)
                .put(TITLE, fields.get(TITLE))
                .put(DESCRIPTION, fields.get(DESCRIPTION).strip())
                .put(CATEGORY, fields.get(CATEGORY));
        if (fields.containsKey(TAGS)) {
            snippet.set(TAGS, Json.MAPPER.readTree(fields.get(TAGS)));
        }
        return snippet;
    }
}
