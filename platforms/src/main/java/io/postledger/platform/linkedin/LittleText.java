package io.postledger.platform.linkedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LinkedIn's "little text", in which a post's commentary is written: reserved characters stand behind a backslash, a hashtag
 * is a template. What is not escaped LinkedIn cuts off, without an error.
 */
final class LittleText {

    private static final String RESERVED = "|{}@[]()<>#\\*_~";

    /** A word behind the sign, not a number alone, and not in the middle of a word or an address. */
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_&/])#(?=[\\p{N}_]*\\p{L})([\\p{L}\\p{N}_]+)");

    private LittleText() {}

    static String write(String plain) {
        StringBuilder little = new StringBuilder(plain.length() + 16);
        Matcher tag = HASHTAG.matcher(plain);
        int from = 0;
        while (tag.find()) {
            escape(plain.substring(from, tag.start()), little);
            little.append("{hashtag|\\#|");
            escape(tag.group(1), little);
            little.append('}');
            from = tag.end();
        }
        escape(plain.substring(from), little);
        return little.toString();
    }

    /** What people see of a commentary as LinkedIn gives it out; markup that is none stands for itself. */
    static String read(String little) {
        StringBuilder plain = new StringBuilder(little.length());
        int i = 0;
        while (i < little.length()) {
            char c = little.charAt(i);
            int end = -1;
            if (c == '\\' && i + 1 < little.length()) {
                plain.append(little.charAt(i + 1));
                end = i + 2;
            } else if (c == '{') {
                end = template(little, i, plain);
            } else if (c == '@') {
                end = mention(little, i, plain);
            }
            if (end < 0) {
                plain.append(c);
                end = i + 1;
            }
            i = end;
        }
        return plain.toString();
    }

    /** {@code {name|sign|value}}: the sign and the value. @return where it ends; -1 where it is none */
    private static int template(String little, int at, StringBuilder plain) {
        int sign = unescaped(little, '|', at + 1);
        int value = sign < 0 ? -1 : unescaped(little, '|', sign + 1);
        int end = value < 0 ? -1 : unescaped(little, '}', value + 1);
        if (end < 0) {
            return -1;
        }
        plain.append(read(little.substring(sign + 1, value))).append(read(little.substring(value + 1, end)));
        return end + 1;
    }

    /** {@code @[name](urn)}: the name. @return where it ends; -1 where it is none */
    private static int mention(String little, int at, StringBuilder plain) {
        int name = little.startsWith("@[", at) ? unescaped(little, ']', at + 2) : -1;
        int end = name < 0 || !little.startsWith("(", name + 1) ? -1 : little.indexOf(')', name);
        if (end < 0) {
            return -1;
        }
        plain.append(read(little.substring(at + 2, name)));
        return end + 1;
    }

    private static int unescaped(String text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static void escape(String plain, StringBuilder to) {
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (RESERVED.indexOf(c) >= 0) {
                to.append('\\');
            }
            to.append(c);
        }
    }
}
