package io.postledger.projection.mongo;

import io.postledger.projection.Gathering;
import io.postledger.projection.WriteBehind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;

/**
 * The documents that one writer has made last, so that it need not ask for them: encoded, so that what is then made of one changes
 * none of them. Those that were not touched for longest are forgotten first.
 */
final class GatheredDocuments implements Gathering {
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final WriteBehind writer = new WriteBehind();
    private final Runnable ended;
    private final LinkedHashMap<String, RawBsonDocument> known = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    /** Whether there are no others than these. */
    private boolean isAll;

    /** @param isAll whether there is no document yet */
    GatheredDocuments(boolean isAll, Runnable ended) {
        this.isAll = isAll;
        this.ended = ended;
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

    /** @param documents as they are once {@code work} is done */
    void write(Map<String, RawBsonDocument> documents, Runnable work) {
        writer.submit(work);
        documents.forEach(this::remember);
        forgetOldest(documents.keySet());
    }

    private void remember(String key, RawBsonDocument document) {
        RawBsonDocument before = known.put(key, document);
        bytes += size(document) - (before == null ? 0 : size(before));
    }

    private void forgetOldest(Set<String> justWritten) {
        Iterator<Map.Entry<String, RawBsonDocument>> oldest = known.entrySet().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            Map.Entry<String, RawBsonDocument> entry = oldest.next();
            if (justWritten.contains(entry.getKey())) {
                return;
            }
            bytes -= size(entry.getValue());
            isAll = false;
            oldest.remove();
        }
    }

    private static int size(RawBsonDocument document) {
        return document.getByteBuffer().remaining();
    }

    @Override
    public void flush() {
        writer.await();
    }

    /** What is not known may be in the work under way, so that is waited for. */
    @Override
    public void forget() {
        writer.await();
        known.clear();
        bytes = 0;
        isAll = false;
    }

    @Override
    public void close() {
        writer.close();
        ended.run();
    }
}
