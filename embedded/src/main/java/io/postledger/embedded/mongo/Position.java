package io.postledger.embedded.mongo;

import java.util.Arrays;

/** Where a document stands in its collection: its id, as {@link KeyBytes}. */
record Position(byte[] key) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Position && Arrays.equals(key, ((Position) other).key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }
}
