package io.postledger.platform.instagram;

import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.MediaTypes;
import java.net.URI;
import java.text.Normalizer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a post is known by among an account's media: its caption, which Instagram gives out as it was, and its kind. */
final class InstagramMedia {

    static final String FIELDS = "id,caption,media_type,timestamp,permalink";

    private InstagramMedia() {}

    static boolean isOf(Content content, JsonNode media) {
        return words(content.text()).equals(words(media.path("caption").asString("")))
                && kind(content).equals(media.path("media_type").asString(""));
    }

    static Optional<URI> permalink(JsonNode media) {
        try {
            return Optional.of(media.path("permalink").asString(""))
                    .filter(address -> address.startsWith("http"))
                    .map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String kind(Content content) {
        if (content.media().size() > 1) {
            return "CAROUSEL_ALBUM";
        }
        return content.media().stream().anyMatch(MediaTypes::isVideo) ? "VIDEO" : "IMAGE";
    }

    private static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }
}
