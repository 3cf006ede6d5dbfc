package io.postledger.web.call;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * Requests' ids of what callers name them. An id cannot be erased: it stands in the metadata of events. A UUID says nothing and stays as it
 * is; anything else may be an address or a name, and becomes a UUID (version 8, RFC 9562) of its HMAC with the key that tokens are signed
 * with, so that nobody without that can tell what it was by trying. Always the same for the same name, until that key is changed.
 */
@Component
class RequestIds {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ALGORITHM = "HmacSHA256";
    /** What else is made with the same key is made of something else. */
    private static final String PURPOSE = "request id\n";

    private final SecretKey key;

    RequestIds(SecretKey tokenKey) {
        key = tokenKey;
    }

    /** @param name as the caller chose it */
    String of(String name) {
        return UUID_TEXT.matcher(name).matches() ? name : hashed(name).toString();
    }

    private UUID hashed(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            ByteBuffer bits = ByteBuffer.wrap(mac.doFinal((PURPOSE + name).getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L,
                    bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
