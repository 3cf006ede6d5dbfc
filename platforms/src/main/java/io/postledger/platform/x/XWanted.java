package io.postledger.platform.x;

import io.postledger.platform.Prepared;
import io.postledger.platform.rules.Content;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a look-up looks for. The media that were uploaded for a post are X's own name for it; a post without any is known by
 * its words.
 *
 * @param mediaIds X's ids, as far as they are known
 */
record XWanted(XFingerprint words, boolean hasMedia, Set<String> mediaIds) {

    static XWanted of(Content content, Prepared prepared) {
        return new XWanted(
                XFingerprint.ofWritten(content.text()),
                !content.media().isEmpty(),
                XUpload.ids(prepared, content.media()));
    }

    /** Whether it is this post; empty when that cannot be told. */
    Optional<Boolean> matches(JsonNode tweet) {
        Set<String> shown = shownMedia(tweet);
        if (!mediaIds.isEmpty() && shown.equals(mediaIds)) {
            return Optional.of(true);
        }
        if (hasMedia == shown.isEmpty()) {
            return Optional.of(false);
        }
        Optional<Boolean> sameWords = words.matches(shownWords(tweet));
        // The same words with media that are not known to be others.
        return hasMedia && sameWords.orElse(true) ? Optional.empty() : sameWords;
    }

    /** X's media keys are a number for the kind, "_", and the id of the upload. */
    private static Set<String> shownMedia(JsonNode tweet) {
        Set<String> ids = new HashSet<>();
        for (JsonNode key : tweet.path("attachments").path("media_keys")) {
            String text = key.asString("");
            ids.add(text.substring(text.indexOf('_') + 1));
        }
        return ids;
    }

    /** Without the link that X appends for the media. */
    private static XFingerprint shownWords(JsonNode tweet) {
        Map<String, String> expanded = new HashMap<>();
        String text = tweet.path("text").stringValue();
        for (JsonNode url : tweet.path("entities").path("urls")) {
            String shown = url.path("url").asString("");
            if (url.has("media_key")) {
                text = text.replace(shown, "");
            } else {
                expanded.put(shown, url.path("expanded_url").asString(""));
            }
        }
        return XFingerprint.ofShown(text, expanded);
    }
}
