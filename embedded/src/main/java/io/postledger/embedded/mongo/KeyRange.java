package io.postledger.embedded.mongo;

import java.util.Arrays;

/** Keys from one, which is in it, up to another, which is not. */
record KeyRange(byte[] low, byte[] high) {

    /** Every key: the first byte of each is a type's. */
    static final KeyRange ALL = new KeyRange(new byte[] {1}, new byte[] {(byte) 0xff});

    /** The keys that begin with this. */
    static KeyRange of(byte[] prefix) {
        return new KeyRange(prefix, KeyBytes.after(prefix));
    }

    boolean isAbove(byte[] key) {
        return Arrays.compareUnsigned(key, low) < 0;
    }

    boolean isBelow(byte[] key) {
        return Arrays.compareUnsigned(key, high) >= 0;
    }
}
