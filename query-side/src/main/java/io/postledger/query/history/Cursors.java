package io.postledger.query.history;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a page ended, as its reader holds it: JSON in base64url, opaque to them. */
final class Cursors {
    private static final int LONGEST = 4_096;

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    String written(Object cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(cursor));
    }

    /** Rejected: HISTORY_CURSOR_INVALID. */
    <T> T read(String cursor, Class<T> type) {
        if (cursor.length() > LONGEST) {
            throw invalid();
        }
        try {
            T read = json.readValue(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8), type);
            if (read == null) {
                throw invalid();
            }
            return read;
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid();
        }
    }

    static RejectedException invalid() {
        return new RejectedException(
                RejectionCode.HISTORY_CURSOR_INVALID, "This is not what the page before gave as its nextCursor");
    }
}
