package io.postledger.api;

/**
 * Text that every store can keep, every file can carry and every screen can show: Unicode without control characters, other than tab,
 * line feed and carriage return, and without halves of surrogate pairs. PostgreSQL's texts cannot hold U+0000, UTF-8 cannot hold half a
 * pair, and what a terminal does with the other control characters is not for whoever wrote a post to say.
 */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    public static boolean isPlain(String text) {
        return firstOther(text, 0) == text.length();
    }

    /** The same text, with U+FFFD for whatever is not plain: for words of others, which are kept whatever they are. */
    public static String of(String text) {
        int other = firstOther(text, 0);
        if (other == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text);
        for (; other < text.length(); other = firstOther(text, other + 1)) {
            plain.setCharAt(other, REPLACEMENT);
        }
        return plain.toString();
    }

    /** @return where the first char from there on is that is not plain; the length where none is */
    private static int firstOther(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                return i;
            }
        }
        return text.length();
    }
}
