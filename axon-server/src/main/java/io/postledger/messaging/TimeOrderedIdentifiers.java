package io.postledger.messaging;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of messages and sagas: UUIDs of version 7 (RFC 9562), found by Axon through {@link java.util.ServiceLoader}. Axon's own asks a
 * secure generator for each result of each handled event, which took a twelfth of a replay; and the log's index on ids, filled in the
 * order of time, is written at its end only. They tell nothing that is secret, and are no secret themselves.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long BELOW_VARIANT = 0x3fff_ffff_ffff_ffffL;
    private static final long BELOW_VERSION = 0xfff;
    /** Of SplitMix64 (Steele, Lea and Flood, 2014): odd, so that no two of the numbers made with it are the same. */
    private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

    /** Tells this process from others. */
    private final long process = new SecureRandom().nextLong();

    private final AtomicLong made = new AtomicLong();

    @Override
    public String generateIdentifier() {
        long number = made.getAndIncrement();
        long high = System.currentTimeMillis() << 16 | VERSION_7 | number & BELOW_VERSION;
        return new UUID(high, VARIANT | mixed(process + number * GOLDEN_GAMMA) & BELOW_VARIANT).toString();
    }

    private static long mixed(long number) {
        long z = number;
        z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }
}
