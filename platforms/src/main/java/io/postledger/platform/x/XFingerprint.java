package io.postledger.platform.x;

import com.twitter.twittertext.Extractor;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A post's text as far as it survives X, which escapes {@code & < >}, trims white space, and puts a t.co link in the place
 * of every URL.
 *
 * @param words the text with every URL taken out and white space made one blank
 * @param links the URLs in order, with scheme and lower-case host; an empty one where X does not tell
 */
record XFingerprint(String words, List<String> links) {

    private static final String LINK = "\uE000";

    /** Of the text as it was written. */
    static XFingerprint ofWritten(String text) {
        return of(text, UnaryOperator.identity());
    }

    /** @param expanded what X says its t.co links stand for */
    static XFingerprint ofShown(String text, Map<String, String> expanded) {
        String unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return of(unescaped, url -> url.startsWith("https://t.co/") ? expanded.getOrDefault(url, "") : url);
    }

    /** Whether both are the same post; empty when the words are, and a link is not known. */
    Optional<Boolean> matches(XFingerprint other) {
        if (!words.equals(other.words) || links.size() != other.links.size()) {
            return Optional.of(false);
        }
        boolean unsure = false;
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).isEmpty() || other.links.get(i).isEmpty()) {
                unsure = true;
            } else if (!links.get(i).equals(other.links.get(i))) {
                return Optional.of(false);
            }
        }
        return unsure ? Optional.empty() : Optional.of(true);
    }

    private static XFingerprint of(String text, UnaryOperator<String> resolve) {
        StringBuilder words = new StringBuilder();
        List<String> links = new ArrayList<>();
        int from = 0;
        for (Extractor.Entity url : new Extractor().extractURLsWithIndices(text)) {
            words.append(text, from, url.getStart()).append(LINK);
            links.add(canonical(resolve.apply(url.getValue())));
            from = url.getEnd();
        }
        words.append(text.substring(from));
        String normal = Normalizer.normalize(words, Normalizer.Form.NFC)
                .replaceAll("(?U)\\s+", " ")
                .strip();
        return new XFingerprint(normal, List.copyOf(links));
    }

    private static String canonical(String url) {
        if (url.isEmpty()) {
            return url;
        }
        String whole = url.matches("(?i)https?://.*") ? url : "http://" + url;
        int path = whole.indexOf('/', whole.indexOf("://") + 3);
        String host = path < 0 ? whole : whole.substring(0, path);
        String rest = path < 0 || path == whole.length() - 1 ? "" : whole.substring(path);
        return host.toLowerCase(Locale.ROOT) + rest;
    }
}
