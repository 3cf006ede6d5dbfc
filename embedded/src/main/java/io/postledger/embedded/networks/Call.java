package io.postledger.embedded.networks;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request.
 *
 * @param path within the network, beginning with "/"
 * @param query decoded; of a repeated parameter the last
 * @param headers by lower-case name
 */
public record Call(String method, String path, Map<String, String> query, Map<String, String> headers, Body content) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A small body; of a large one, which only uploads have, nothing. */
    public byte[] body() {
        return content.isLarge() ? new byte[0] : content.bytesOrNull();
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** The media type without its parameters, lower case; empty when there is none. */
    public String mediaType() {
        return header("Content-Type").orElse("").split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** The fields and files of a multipart/form-data body; to be closed. */
    public Multipart multipart() throws IOException {
        return Multipart.of(this);
    }

    Call at(String otherPath) {
        return new Call(method, otherPath, query, headers, content);
    }

    Call with(Body other) {
        return new Call(method, path, query, headers, other);
    }

    /** @throws IllegalArgumentException when it is not form-encoded */
    public static Map<String, String> form(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
            }
        }
        return values;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
