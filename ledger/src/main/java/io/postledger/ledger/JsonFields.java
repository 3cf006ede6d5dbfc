package io.postledger.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields of a line, read strictly: what is there, and of its kind. */
final class JsonFields {
    private static final HexFormat HEX = HexFormat.of();
    /** Not all that Java has, which other languages do not know. */
    private static final Pattern YEAR = Pattern.compile("(?!0000)[0-9]{4}-");

    /** No line has so many: each takes more memory than its bytes. */
    private static final int MOST_TOKENS = 1 << 18;

    /** More lenient than a bundle's lines are: what matters of them is how they would be written. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LineReader.MOST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFields() {}

    /** A line that is not what it must be. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static JsonNode parse(byte[] line) throws UnreadableException {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Told below: the text of the failure may quote what people wrote.
        }
        throw new UnreadableException("is no JSON object");
    }

    static String text(JsonNode json, String name) throws UnreadableException {
        String text = nullable(json, name);
        if (text == null) {
            throw new UnreadableException("has no " + name);
        }
        return text;
    }

    static @Nullable String nullable(JsonNode json, String name) throws UnreadableException {
        JsonNode value = json.path(name);
        if (!value.isString() && !value.isNull()) {
            throw new UnreadableException("has no " + name);
        }
        return value.isNull() ? null : value.asString();
    }

    static long number(JsonNode json, String name) throws UnreadableException {
        JsonNode value = json.path(name);
        if (!isLong(value)) {
            throw new UnreadableException("has no number " + name);
        }
        return value.asLong();
    }

    static boolean isTrue(JsonNode json, String name) throws UnreadableException {
        if (!json.path(name).isBoolean()) {
            throw new UnreadableException("does not say whether it is " + name);
        }
        return json.path(name).asBoolean();
    }

    static boolean isLong(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    static byte[] bytes(JsonNode json, String name) throws UnreadableException {
        String text = text(json, name);
        try {
            byte[] bytes = HEX.parseHex(text);
            if (HEX.formatHex(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as what is in capitals is.
        }
        throw new UnreadableException("has a " + name + " that is not hexadecimal");
    }

    static JsonNode items(JsonNode json, String name) throws UnreadableException {
        if (!json.path(name).isArray()) {
            throw new UnreadableException("has no " + name);
        }
        return json.path(name);
    }

    static List<byte[]> hashes(JsonNode json, String name) throws UnreadableException {
        List<byte[]> hashes = new ArrayList<>();
        for (JsonNode hash : items(json, name)) {
            if (!hash.isString() || !hash.asString().matches("[0-9a-f]{64}")) {
                throw new UnreadableException("has a " + name + " that is none");
            }
            hashes.add(HEX.parseHex(hash.asString()));
        }
        return hashes;
    }

    static Instant instant(JsonNode json, String name) throws UnreadableException {
        String text = text(json, name);
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text) && YEAR.matcher(text).lookingAt()) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // Told below, as what is written otherwise is.
        }
        throw new UnreadableException("has a " + name + " that is no instant");
    }
}
