package io.postledger.ledger;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON object in the one way that the ledger knows: fields in their order, no white space, only what must be is escaped,
 * bytes in lower-case hexadecimal. So two texts that mean the same are the same, and a reader can ask for that.
 */
final class JsonText {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder(1_024).append('{');

    JsonText put(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    JsonText put(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonText put(String name, byte @Nullable [] value) {
        return put(name, value == null ? null : HEX.formatHex(value));
    }

    JsonText put(String name, List<byte[]> hashes) {
        name(name).append('[');
        for (int i = 0; i < hashes.size(); i++) {
            text.append(i == 0 ? "\"" : ",\"")
                    .append(HEX.formatHex(hashes.get(i)))
                    .append('"');
        }
        text.append(']');
        return this;
    }

    /** What is JSON already. */
    JsonText putJson(String name, String json) {
        name(name).append(json);
        return this;
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(name).append("\":");
    }

    private void quote(String value) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (one < ' ' || one == '"' || one == '\\') {
                text.append(value, plain, i);
                escape(one);
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length()).append('"');
    }

    private void escape(char one) {
        switch (one) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append("\\u00").append(HEX.toHexDigits((byte) one));
        }
    }

    /** Ends the object. */
    String end() {
        return text.append('}').toString();
    }
}
