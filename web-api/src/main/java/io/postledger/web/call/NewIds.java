package io.postledger.web.call;

import com.github.f4b6a3.ulid.Ulid;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ids for what a caller creates without naming it. A call with an Idempotency-Key gets the same id each time, or a
 * repeated call would create a second thing; one without gets a new id, which sorts by time.
 */
@Component
public class NewIds {
    private final Ids ids;

    NewIds(Ids ids) {
        this.ids = ids;
    }

    /** The given id, or one for this call where it is null. */
    public <T> T orNew(@Nullable T given, Call call, String prefix, Function<String, T> type) {
        if (given != null) {
            return given;
        }
        return call.suppliedRequestId()
                .map(requestId -> type.apply(prefix + "_" + derived(call, prefix, requestId)))
                .orElseGet(() -> ids.next(prefix, type));
    }

    /** The first 128 bits of SHA-256 over who, where, what and the key: no two callers can meet. */
    private static String derived(Call call, String prefix, String requestId) {
        String source = String.join(
                "\n",
                String.valueOf(call.value(MessageContext.ACTOR)),
                String.valueOf(call.value(MessageContext.WORKSPACE)),
                prefix,
                requestId);
        try {
            ByteBuffer bits = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8)));
            return new Ulid(bits.getLong(), bits.getLong()).toLowerCase();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
