package io.postledger.ledger.build;

import io.postledger.ledger.Leaf;
import java.util.List;
import java.util.OptionalLong;

/** The log as its store has it, byte for byte, in the order of positions. */
public interface StoredLog {
    /**
     * The next events, as far as nothing can come between them any more: an event whose transaction is slower than that of a later
     * position is waited for.
     *
     * @param position of the event before; -1 for the first
     */
    List<Leaf> settledAfter(long position, int most);

    /** Hands over every event of some positions. */
    void read(long after, long upTo, Reader reader) throws Exception;

    /** Where an event of an aggregate stands in the log. */
    OptionalLong positionOf(String aggregateId, long sequence);

    /** Takes an event. */
    interface Reader {
        /** @return false to end */
        boolean take(Leaf leaf) throws Exception;
    }
}
