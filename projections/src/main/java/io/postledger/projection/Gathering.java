package io.postledger.projection;

/**
 * A time in which one segment of a generation is written by one writer that is in a hurry: writes may wait for more to join them,
 * and go to the store while the next ones are made; what was written need not be read back. Used by one thread.
 */
public interface Gathering extends AutoCloseable {
    /** Of a target that writes at once. */
    Gathering NONE = new Gathering() {
        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void forget() {
            // Nothing is known.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /** Everything handed over, and the position after it, is in the store. Fails as the writing has failed. */
    void flush();

    /** Somebody else may have written. */
    void forget();

    /** Gives up what is not in the store, and ends. */
    @Override
    void close();
}
