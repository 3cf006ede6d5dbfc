package io.postledger.embedded.networks.linkedin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LinkedIn's "little text" as LinkedIn reads it: elements and templates are understood, escaped characters stand for
 * themselves, and from the first reserved character on that is neither, the rest is dropped without an error.
 *
 * @param kept what of it LinkedIn keeps, as it gives it out again
 * @param shown what people see
 */
record LittleText(String kept, String shown) {

    private static final String RESERVED = "|{}@[]()<>#\\*_~";

    /** Each at the place where it begins. */
    private static final Pattern TEMPLATE =
            Pattern.compile("\\{hashtag\\|\\\\?([#\\uFF03])\\|((?:[\\p{L}\\p{N}]|\\\\_)+)}");

    private static final Pattern HASHTAG = Pattern.compile("#([\\p{L}\\p{N}]+)");
    private static final Pattern MENTION =
            Pattern.compile("@\\[([^\\]]{1,200})]\\(urn:li:(?:person|organization):[A-Za-z0-9_-]+\\)");

    static LittleText of(String written) {
        StringBuilder kept = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < written.length()) {
            char c = written.charAt(i);
            Optional<Matcher> element = element(written, i);
            if (c == '\\' && i + 1 < written.length() && RESERVED.indexOf(written.charAt(i + 1)) >= 0) {
                kept.append(c).append(written.charAt(i + 1));
                shown.append(written.charAt(i + 1));
                i += 2;
            } else if (element.isPresent()) {
                i = understood(element.get(), kept, shown);
            } else if (RESERVED.indexOf(c) >= 0) {
                break;
            } else {
                kept.append(c);
                shown.append(c);
                i++;
            }
        }
        return new LittleText(kept.toString(), shown.toString());
    }

    private static Optional<Matcher> element(String text, int at) {
        Pattern pattern = switch (text.charAt(at)) {
            case '{' -> TEMPLATE;
            case '#' -> HASHTAG;
            case '@' -> MENTION;
            default -> null;
        };
        if (pattern == null) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
    }

    /** LinkedIn gives hashtags out as templates, however they were written. @return where the element ends */
    private static int understood(Matcher element, StringBuilder kept, StringBuilder shown) {
        if (element.pattern() == MENTION) {
            kept.append(element.group());
            shown.append(element.group(1));
        } else {
            String tag = element.pattern() == TEMPLATE ? element.group(2) : element.group(1);
            kept.append("{hashtag|\\#|").append(tag).append('}');
            shown.append('#').append(tag.replace("\\", ""));
        }
        return element.end();
    }
}
