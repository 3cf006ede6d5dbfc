package io.postledger.trial.demo;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids that are the same each time, so that making the demo again finds what is there. */
final class DemoIds {
    /** As the launcher registers them. */
    static final String USER = "user_01jd0000000000000000000001";

    static final String WORKSPACE = "ws_01jd0000000000000000000001";

    private DemoIds() {}

    static String of(String prefix, String name) {
        try {
            ByteBuffer bits = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest((prefix + "/" + name).getBytes(StandardCharsets.UTF_8)));
            return prefix + "_" + new Ulid(bits.getLong(), bits.getLong()).toLowerCase();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
