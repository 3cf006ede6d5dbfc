package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Multipart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a call says, wherever it says it: in the query, in a form, or in a multipart body.
 *
 * @param filesOrNull null where the body has no parts
 */
record GraphParameters(Map<String, String> values, Multipart filesOrNull) implements AutoCloseable {

    /** @throws IOException when the body is none that the Graph API reads */
    static GraphParameters of(Call call) throws IOException {
        Map<String, String> values = new LinkedHashMap<>(call.query());
        if (call.method().equals("GET")) {
            return new GraphParameters(values, null);
        }
        switch (call.mediaType()) {
            case "multipart/form-data" -> {
                Multipart parts = call.multipart();
                values.putAll(parts.fields());
                return new GraphParameters(values, parts);
            }
            case "application/x-www-form-urlencoded" -> values.putAll(form(call));
            default -> {
                if (call.content().length() > 0) {
                    throw new IOException("a body of type " + call.mediaType());
                }
            }
        }
        return new GraphParameters(values, null);
    }

    private static Map<String, String> form(Call call) throws IOException {
        try {
            return Call.form(call.text());
        } catch (IllegalArgumentException e) {
            throw new IOException("malformed form", e);
        }
    }

    /** Those that are about what is asked for, not about who asks. */
    Map<String, String> own() {
        Map<String, String> own = new LinkedHashMap<>(values);
        own.remove("access_token");
        own.remove("appsecret_proof");
        return own;
    }

    @Override
    public void close() {
        if (filesOrNull != null) {
            filesOrNull.close();
        }
    }
}
