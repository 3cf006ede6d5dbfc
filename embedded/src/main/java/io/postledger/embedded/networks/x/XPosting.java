package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /2/tweets}. */
final class XPosting {

    /** The real call's other fields, which this simulation does not know yet, are refused too: better than ignored. */
    private static final Set<String> FIELDS = Set.of("text", "media");

    /** UTF-16 units; longer texts are not even counted. */
    private static final int COUNTED_LENGTH = 4096;

    private static final int MAX_MEDIA = 4;

    private final Posts posts;
    private final XApi api;
    private final XMedia uploads;

    XPosting(Posts posts, XApi api, XMedia uploads) {
        this.posts = posts;
        this.api = api;
        this.uploads = uploads;
    }

    Answer create(Call call, Account caller, XOptions options, Conditions conditions) {
        if (!call.mediaType().equals("application/json")) {
            return XErrors.invalid("Requests with bodies must have content-type of application/json.");
        }
        Optional<JsonNode> json = Checks.json(call);
        if (json.isEmpty()) {
            return XErrors.invalid("The request body is not valid JSON.");
        }
        JsonNode body = json.get();
        if (!body.isObject()) {
            return XErrors.invalid("$: object expected");
        }
        Optional<String> unknown = Checks.unknown(body.propertyNames(), FIELDS);
        if (unknown.isPresent()) {
            return XErrors.undefined(unknown.get());
        }
        boolean hasMedia = body.has("media");
        String text = body.path("text").asString("");
        Optional<String> wrong = wrongText(body, text, hasMedia);
        if (wrong.isPresent()) {
            return XErrors.invalid(wrong.get());
        }
        return hasMedia
                ? withMedia(body.get("media"), text, caller, options, conditions)
                : post(new Draft(caller.id(), text, List.of(), Map.of()), options, conditions);
    }

    private static Optional<String> wrongText(JsonNode body, String text, boolean hasMedia) {
        boolean mayBeLeftOut = hasMedia && !body.has("text");
        if (!body.path("text").isString() && !mayBeLeftOut) {
            return Optional.of("$.text: string expected");
        }
        if (text.isBlank()) {
            return hasMedia ? Optional.empty() : Optional.of("$.text: must be at least 1 characters long");
        }
        return text.length() > COUNTED_LENGTH || !XTexts.isValid(text)
                ? Optional.of("Your Tweet text is too long.")
                : Optional.empty();
    }

    private Answer withMedia(JsonNode attached, String text, Account caller, XOptions options, Conditions conditions) {
        JsonNode ids = attached.path("media_ids");
        if (attached.size() != 1 || !ids.isArray() || ids.isEmpty() || ids.size() > MAX_MEDIA) {
            return XErrors.invalid("$.media.media_ids: there must be 1 to " + MAX_MEDIA + " items in the array");
        }
        List<String> given = ids.valueStream().map(id -> id.asString("")).toList();
        List<Media> media = given.stream()
                .flatMap(id -> uploads.usable(caller, id).stream())
                .toList();
        boolean alone = media.stream().anyMatch(m -> XMediaCategory.of(m.contentType()) != XMediaCategory.IMAGE);
        if (media.size() != given.size() || alone && media.size() > 1) {
            return XErrors.invalidMedia(given);
        }
        Map<String, String> altTexts = new LinkedHashMap<>();
        for (int i = 0; i < media.size(); i++) {
            String altText = media.get(i).fields().get("altText");
            if (altText != null) {
                altTexts.put("altText" + (i + 1), altText);
            }
        }
        Draft draft = new Draft(
                caller.id(), text, media.stream().map(Media::fileOrNull).toList(), altTexts);
        return post(draft, options, conditions);
    }

    private Answer post(Draft draft, XOptions options, Conditions conditions) {
        Duration window = Duration.ofSeconds(options.duplicateWindowSeconds());
        Optional<Post> posted = posts.postUnlessSame(draft, window, conditions.hiddenFor());
        if (posted.isEmpty()) {
            return XErrors.duplicate();
        }
        ObjectNode answer = Json.object();
        answer.set("data", api.tweet(posted.get(), Set.of()));
        return Answer.json(201, answer);
    }
}
