package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Fetched;
import io.postledger.embedded.networks.shared.Fetcher;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.MediaStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call wants to pin, or why Pinterest does not take it. Fields that the real call has and this simulation does not know
 * are refused too: better than ignored.
 */
final class PinBody {

    static final String VIDEO = "video";

    private static final Map<String, Integer> TEXTS =
            Map.of("title", 100, "description", 800, "link", 2_048, "alt_text", 500);

    private static final Set<String> FIELDS =
            Set.of("board_id", "board_section_id", "title", "description", "link", "alt_text", "media_source");

    private static final long MAX_IMAGE = 20_000_000;

    private final ObjectNode json;
    private final Account caller;
    private final MediaStore media;
    private final Instant now;
    private final List<MediaFile> files = new ArrayList<>();

    private PinBody(ObjectNode json, Account caller, MediaStore media, Instant now) {
        this.json = json;
        this.caller = caller;
        this.media = media;
        this.now = now;
    }

    /** Empty when it is not JSON. */
    static Optional<PinBody> of(Call call, Account caller, MediaStore media, Instant now) {
        return call.mediaType().equals("application/json")
                ? Checks.jsonObject(call).map(json -> new PinBody(json, caller, media, now))
                : Optional.empty();
    }

    /** The first thing that is wrong with it; what it shows is fetched last. */
    Optional<Answer> wrong() {
        Optional<String> unknown = Checks.unknown(json.propertyNames(), FIELDS);
        if (unknown.isPresent()) {
            return invalid("'" + unknown.get() + "' is not a field of a pin");
        }
        for (Map.Entry<String, Integer> text : TEXTS.entrySet()) {
            JsonNode value = json.path(text.getKey());
            if (!value.isMissingNode() && !value.isString()) {
                return invalid("'" + text.getKey() + "' is not of type 'string'");
            }
            String written = value.asString("");
            if (written.codePointCount(0, written.length()) > text.getValue()) {
                return invalid("'" + text.getKey() + "' is too long");
            }
        }
        if (json.has("link") && !text("link").matches("(?i)https?://[^\\s/]+\\S*")) {
            return invalid("'link' is not a valid URL");
        }
        Optional<Boards.Board> board = new Boards(caller).find(text("board_id"));
        if (board.isEmpty()) {
            return Optional.of(PinterestErrors.boardNotFound());
        }
        if (json.has("board_section_id")
                && !text("board_section_id").equals(board.get().section())) {
            return Optional.of(PinterestErrors.of(404, 2031, "Board section not found."));
        }
        return source(json.path("media_source"));
    }

    private Optional<Answer> source(JsonNode source) {
        return switch (source.path("source_type").asString("")) {
            case "image_url" -> {
                Optional<String> unknown =
                        Checks.unknown(source.propertyNames(), Set.of("source_type", "url", "is_standard"));
                yield unknown.isPresent() ? invalid(unknown.get()) : image(source.path("url"), true);
            }
            case "video_id" -> video(source);
            default -> invalid("'media_source' is not one that this simulation knows");
        };
    }

    private Optional<Answer> image(JsonNode address, boolean shown) {
        Fetched fetched = Fetcher.fetch(address.asString(""), MAX_IMAGE);
        if (fetched.fileOrNull() == null || !fetched.fileOrNull().contentType().matches("image/(jpeg|png)")) {
            return Optional.of(PinterestErrors.imageNotFetched());
        }
        if (shown) {
            files.add(fetched.fileOrNull());
        }
        return Optional.empty();
    }

    private Optional<Answer> video(JsonNode source) {
        Optional<String> unknown = Checks.unknown(
                source.propertyNames(),
                Set.of("source_type", "media_id", "cover_image_url", "cover_image_key_frame_time", "is_standard"));
        if (unknown.isPresent()) {
            return invalid(unknown.get());
        }
        Optional<Media> video = media.find(source.path("media_id").asString(""))
                .filter(each -> each.accountId().equals(caller.id()));
        if (video.isEmpty()) {
            return Optional.of(PinterestErrors.mediaNotFound());
        }
        if (video.get().state(now) != Media.State.READY) {
            return invalid("the media is not ready");
        }
        boolean covered = source.has("cover_image_url") != source.has("cover_image_key_frame_time");
        boolean frame = !source.has("cover_image_key_frame_time")
                || source.path("cover_image_key_frame_time").isIntegralNumber();
        if (!covered || !frame) {
            return invalid("a video needs a cover image");
        }
        files.add(video.get().fileOrNull());
        return source.has("cover_image_url") ? image(source.path("cover_image_url"), false) : Optional.empty();
    }

    private static Optional<Answer> invalid(String message) {
        return Optional.of(PinterestErrors.invalid(message));
    }

    /** Once nothing is {@link #wrong()}. */
    List<MediaFile> files() {
        return files;
    }

    String kind() {
        return json.path("media_source").path("source_type").asString("").equals("video_id") ? VIDEO : "image";
    }

    /** Empty when it is not there. */
    String text(String field) {
        return json.path(field).asString("");
    }
}
