package io.postledger.query.history;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.ReadingId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a page ended, as its reader holds it: JSON in base64url, opaque to them. */
final class Cursors {
    private static final int LONGEST = 4_096;

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What all cursors say: which reading the pages are shown within, if any. */
    interface PageCursor {
        @Nullable
        String reading();
    }

    /** The reading that a page belongs to: as it is asked for, or that of the page before. */
    static @Nullable ReadingId reading(@Nullable ReadingId given, Optional<? extends PageCursor> cursor) {
        return given != null
                ? given
                : cursor.map(PageCursor::reading).map(ReadingId::new).orElse(null);
    }

    String written(PageCursor cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(cursor));
    }

    /** Empty for the first page. Rejected: HISTORY_CURSOR_INVALID. */
    <T extends PageCursor> Optional<T> read(@Nullable String cursor, Class<T> type) {
        return Optional.ofNullable(cursor).map(written -> decoded(written, type));
    }

    private <T extends PageCursor> T decoded(String cursor, Class<T> type) {
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
