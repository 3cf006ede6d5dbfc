package io.postledger.api;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes and checks ids: {@code <prefix>_<ULID>} in lower case, such as {@code post_01jd8y3e4f7z9k2m5n6p7q8r9s}. They
 * sort by time of making and, by their prefix, are unique across aggregate types, as Axon Server needs.
 */
public final class Ids {
    /** A ULID in lower-case Crockford base 32: 48 bits of milliseconds since 1970 (UTC), then 80 random bits. */
    private static final Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");

    private final UlidFactory ulids;
    private final Clock clock;

    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    /** For seeded histories, which must come out the same each time. */
    public Ids(Clock clock, Random random) {
        this.clock = clock;
        this.ulids = UlidFactory.newInstance(random);
    }

    /** A new id of the given type, such as {@code ids.next(PostId.PREFIX, PostId::new)}. */
    public <T> T next(String prefix, Function<String, T> type) {
        return type.apply(prefix + "_" + ulids.create(clock.millis()).toLowerCase());
    }

    /** The id of what these words name together, always the same: SHA-256 of them, cut to 128 bits. */
    public static String derived(String prefix, String... words) {
        try {
            ByteBuffer bits = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", words).getBytes(StandardCharsets.UTF_8)));
            return prefix + "_" + new Ulid(bits.getLong(), bits.getLong()).toLowerCase();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns {@code value} if it is an id of this prefix. Rejected with INVALID_ID otherwise. */
    public static String require(String prefix, String value) {
        if (value != null
                && value.length() == prefix.length() + 27
                && value.startsWith(prefix + "_")
                && ULID.matcher(value.substring(prefix.length() + 1)).matches()) {
            return value;
        }
        throw new RejectedException(
                RejectionCode.INVALID_ID,
                String.format(
                        Locale.ROOT, "An id of the form %s_ and 26 characters of lower-case base 32 is needed", prefix),
                Map.of("prefix", prefix));
    }
}
