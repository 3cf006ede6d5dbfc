package io.postledger.ledger.build;

import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.util.List;

/** A place outside of the database where heads are kept, so that a database that was altered or put back is found out by them. */
interface Anchor extends AutoCloseable {
    /** Its name, the same at each start. */
    String place();

    /** Keeps a head, and the keys that it can be verified by. */
    void keep(List<LedgerKey> keys, TreeHead head) throws IOException, InterruptedException;

    /** What it keeps; nothing where it cannot be asked. */
    Trust read() throws IOException;

    @Override
    default void close() {}
}
