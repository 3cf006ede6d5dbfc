package io.postledger.platform.youtube;

import io.postledger.platform.rules.Content;
import java.text.Normalizer;

/** A video's title and description as far as they survive YouTube, which trims them and may change line ends. */
record YouTubeFingerprint(String title, String description) {

    YouTubeFingerprint {
        title = normal(title);
        description = normal(description);
    }

    static YouTubeFingerprint of(Content content) {
        return new YouTubeFingerprint(content.option(YouTubeVideo.TITLE).orElse(""), content.text());
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }
}
