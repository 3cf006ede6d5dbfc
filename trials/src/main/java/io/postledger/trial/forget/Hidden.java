package io.postledger.trial.forget;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The forms in which a word can stand among bytes without anybody meaning to hide it. */
final class Hidden {
    /** Letters of base 64 at an end that depend on what stands beside the word. */
    private static final int[] SPOILT_BEFORE = {0, 2, 3};

    private Hidden() {}

    /** By the form's name. */
    static Map<String, byte[]> forms(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("UTF-8", utf8);
        forms.put("UTF-16 LE", word.getBytes(StandardCharsets.UTF_16LE));
        forms.put("UTF-16 BE", word.getBytes(StandardCharsets.UTF_16BE));
        forms.put("hexadecimal", ascii(HexFormat.of().formatHex(utf8)));
        forms.put("hexadecimal, capitals", ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        forms.put("JSON escapes", ascii(escaped(word, "\\u%04x")));
        forms.put("JSON escapes, capitals", ascii(escaped(word, "\\u%04X")));
        forms.put(
                "percent escapes",
                ascii(HexFormat.of().withUpperCase().withPrefix("%").formatHex(utf8)));
        for (int offset = 0; offset < SPOILT_BEFORE.length; offset++) {
            String base64 = base64(utf8, offset);
            forms.put("base 64 after " + offset, ascii(base64));
            forms.put(
                    "base 64 for URLs after " + offset,
                    ascii(base64.replace('+', '-').replace('/', '_')));
        }
        return forms;
    }

    /** What of it is the same whatever stands before and after the word. @param offset bytes of its first group that are not the word's */
    private static String base64(byte[] word, int offset) {
        byte[] shifted = new byte[offset + word.length];
        System.arraycopy(word, 0, shifted, offset, word.length);
        int whole = shifted.length / 3 * 3;
        String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(shifted, whole));
        return encoded.substring(SPOILT_BEFORE[offset]);
    }

    private static String escaped(String word, String format) {
        StringBuilder escaped = new StringBuilder();
        word.chars().forEach(unit -> escaped.append(String.format(format, unit)));
        return escaped.toString();
    }

    private static byte[] ascii(String text) {
        Charset ascii = StandardCharsets.US_ASCII;
        return text.getBytes(ascii);
    }
}
