package io.postledger.projection.mongo;

import io.postledger.projection.WriteBehind;
import io.postledger.projection.mongo.ViewWrites.Write;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.RawBsonDocument;

/**
 * The documents that one writer makes: those that are to be written, each once however often it changes until then, and those that
 * were written last, so that they need not be read back. They are encoded, so that what is made of one changes none of them, and
 * because that is small. Those that were not touched for longest are forgotten first.
 */
final class GatheredDocuments extends WriteBehind {
    /** To be written at once. */
    private static final int PENDING_BYTES = 4 * 1024 * 1024;
    /** Known, those to be written included. */
    private static final int KNOWN_BYTES = 12 * 1024 * 1024;

    private final Store store;
    private final LinkedHashMap<String, RawBsonDocument> known = new LinkedHashMap<>(16, 0.75f, true);
    private long knownBytes;
    /** Whether there are no documents but those that are known. */
    private boolean isAll;

    private Map<String, Write> pending = new LinkedHashMap<>();
    /** What the writer may still be writing. */
    private Map<String, Write> underWay = Map.of();

    private long pendingBytes;

    /** Writes documents, and after them the position. */
    interface Store {
        void write(ViewWrites writes, TrackingToken position);
    }

    /** @param isAll whether there is no document yet */
    GatheredDocuments(boolean isAll, Store store, Runnable ended) {
        super(ended);
        this.isAll = isAll;
        this.store = store;
    }

    /** Those of these keys that are known. */
    Map<String, RawBsonDocument> known(Collection<String> keys) {
        Map<String, RawBsonDocument> found = new HashMap<>();
        for (String key : keys) {
            RawBsonDocument document = known.get(key);
            if (document != null) {
                found.put(key, document);
            }
        }
        return found;
    }

    /** Whether a document that is not known is not there. */
    boolean isAll() {
        return isAll;
    }

    /** Of one batch of events, up to this position. */
    void add(ViewWrites writes, TrackingToken reached) {
        writes.writes().forEach(this::add);
        moveTo(reached);
        forgetOldest();
    }

    private void add(String key, Write write) {
        Write before = pending.get(key);
        pending.put(key, before == null ? write : before.then(write));
        pendingBytes += write.bytes() - (before == null ? 0 : before.bytes());
        RawBsonDocument knownBefore = known.put(key, write.document());
        knownBytes += write.bytes() - (knownBefore == null ? 0 : bytes(knownBefore));
    }

    @Override
    protected boolean isEnough() {
        return pendingBytes >= PENDING_BYTES;
    }

    @Override
    protected Runnable take(TrackingToken reached) {
        ViewWrites writes = new ViewWrites(pending);
        underWay = pending;
        pending = new LinkedHashMap<>();
        pendingBytes = 0;
        return () -> store.write(writes, reached);
    }

    /** But none that may not be in the store yet. */
    private void forgetOldest() {
        Iterator<Map.Entry<String, RawBsonDocument>> oldest = known.entrySet().iterator();
        while (knownBytes > KNOWN_BYTES && oldest.hasNext()) {
            Map.Entry<String, RawBsonDocument> entry = oldest.next();
            if (!pending.containsKey(entry.getKey()) && !underWay.containsKey(entry.getKey())) {
                knownBytes -= bytes(entry.getValue());
                oldest.remove();
                isAll = false;
            }
        }
    }

    private static int bytes(RawBsonDocument document) {
        return document.getByteBuffer().remaining();
    }

    @Override
    public void forget() {
        flush();
        known.clear();
        knownBytes = 0;
        isAll = false;
    }
}
