package io.postledger.platform.linkedin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A post's text as far as it survives LinkedIn, which trims white space and may show a link of its own (lnkd.in) in the place
 * of a long one.
 *
 * @param words the text with every link taken out and white space made one blank
 * @param links in order; an empty one where LinkedIn shows its own
 */
record Commentary(String words, List<String> links) {

    private static final String LINK = "\uE000";
    private static final Pattern URL = Pattern.compile("https?://\\S*[^\\s.,;:!?)\\]}'\"]", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORTENED = Pattern.compile("https?://lnkd\\.in/\\S*", Pattern.CASE_INSENSITIVE);

    static Commentary ofWritten(String text) {
        return of(text, false);
    }

    static Commentary ofShown(String little) {
        return of(LittleText.read(little), true);
    }

    /** Whether both are the same text; empty when the words are, and a link is not known. */
    Optional<Boolean> matches(Commentary other) {
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

    private static Commentary of(String text, boolean shown) {
        StringBuilder words = new StringBuilder();
        List<String> links = new ArrayList<>();
        Matcher url = URL.matcher(text);
        int from = 0;
        while (url.find()) {
            words.append(text, from, url.start()).append(LINK);
            boolean hidden = shown && SHORTENED.matcher(url.group()).matches();
            links.add(hidden ? "" : canonical(url.group()));
            from = url.end();
        }
        words.append(text.substring(from));
        String normal = Normalizer.normalize(words, Normalizer.Form.NFC)
                .replace('\uFF03', '#')
                .replaceAll("(?U)\\s+", " ")
                .strip();
        return new Commentary(normal, List.copyOf(links));
    }

    private static String canonical(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        String host = path < 0 ? url : url.substring(0, path);
        String rest = path < 0 || path == url.length() - 1 ? "" : url.substring(path);
        return host.toLowerCase(Locale.ROOT) + rest;
    }
}
