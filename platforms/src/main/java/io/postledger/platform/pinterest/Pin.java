package io.postledger.platform.pinterest;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A pin as Pinterest is told it, and as it is known again among others. */
final class Pin {

    private final Submission submission;
    private final Content content;
    private final Prepared prepared;

    Pin(Submission submission, Prepared prepared) {
        this.submission = submission;
        this.content = submission.content();
        this.prepared = prepared;
    }

    Optional<Attachment> video() {
        return content.videos().stream().findFirst();
    }

    /** Whether its video has been sent to Pinterest. */
    boolean isWhole() {
        return video().map(video -> PinVideo.id(video, prepared).isPresent()).orElse(true);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("board_id", content.option(PinterestContentRules.BOARD).orElse(""));
        content.option(PinterestContentRules.SECTION).ifPresent(section -> body.put("board_section_id", section));
        content.option(PinterestContentRules.TITLE).ifPresent(title -> body.put("title", title));
        if (!content.text().isBlank()) {
            body.put("description", content.text());
        }
        content.option(PinterestContentRules.LINK).ifPresent(link -> body.put("link", link));
        altText().ifPresent(text -> body.put("alt_text", text));
        body.put("media_source", video().map(this::videoSource).orElseGet(this::imageSource));
        return body;
    }

    private Map<String, Object> imageSource() {
        return Map.of(
                "source_type", "image_url", "url", address(content.images().get(0)));
    }

    /** A picture beside the video is its cover; without one a frame of it is. */
    private Map<String, Object> videoSource(Attachment video) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("source_type", "video_id");
        source.put("media_id", PinVideo.id(video, prepared).orElse(""));
        if (content.images().isEmpty()) {
            source.put(
                    "cover_image_key_frame_time",
                    Integer.parseInt(
                            content.option(PinterestContentRules.COVER_SECOND).orElse("0")));
        } else {
            source.put("cover_image_url", address(content.images().get(0)));
        }
        return source;
    }

    private String address(Attachment image) {
        URI uri = submission.media().publicUri(image);
        return uri.toString();
    }

    private Optional<String> altText() {
        Attachment shown = video().orElseGet(() -> content.images().get(0));
        return Optional.ofNullable(shown.altText()).filter(text -> !text.isBlank());
    }

    /**
     * Whether a pin as Pinterest lists it is this one: of ours, of the same kind, with the same words and link.
     *
     * @return empty when it may be or not
     */
    Optional<Boolean> isThe(JsonNode listed) {
        String kind = listed.path("media").path("media_type").asString("");
        boolean otherKind = !kind.isEmpty() && !kind.equals(video().isPresent() ? "video" : "image");
        if (listed.path("is_owner").isBoolean() && !listed.path("is_owner").booleanValue() || otherKind) {
            return Optional.of(false);
        }
        List<String> ours = List.of(
                words(content.option(PinterestContentRules.TITLE).orElse("")),
                words(content.text()),
                words(altText().orElse("")));
        List<String> theirs = List.of(
                words(text(listed, "title")), words(text(listed, "description")), words(text(listed, "alt_text")));
        if (!ours.equals(theirs)) {
            return Optional.of(false);
        }
        boolean sameLink =
                link(content.option(PinterestContentRules.LINK).orElse("")).equals(link(text(listed, "link")));
        // Nothing but a picture cannot be told from another such pin, and a link may have been altered.
        boolean wordless = String.join("", ours).isEmpty()
                && content.option(PinterestContentRules.LINK).isEmpty();
        return sameLink && !wordless ? Optional.of(true) : Optional.empty();
    }

    private static String text(JsonNode listed, String field) {
        return listed.path(field).asString("");
    }

    private static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }

    private static String link(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        String host = path < 0 ? url : url.substring(0, path);
        String rest = path < 0 || path == url.length() - 1 ? "" : url.substring(path);
        return host.toLowerCase(Locale.ROOT).strip() + rest.strip();
    }
}
