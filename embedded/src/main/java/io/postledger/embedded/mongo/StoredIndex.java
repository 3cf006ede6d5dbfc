package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;

/**
 * An index in a map of its own: each key is a document's values followed by its id, each value the place where the id
 * begins. A change adds the new keys before the document, and the old ones go after it, so that a reader of this index
 * finds every document that matched before and after.
 */
final class StoredIndex extends Index<Position> implements PlannedKeys {

    /** Below every key; there once a document with an array was added. */
    private static final byte[] MULTIKEY = {0};

    private static final Pattern PLACE = Pattern.compile("(^|\\.)\\d+(\\.|$)");

    private final MVMap<byte[], Long> entries;
    private final IndexedPaths paths;
    private final boolean unique;

    StoredIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse, MVMap<byte[], Long> entries) {
        super(name, keys, sparse);
        this.entries = entries;
        this.paths = new IndexedPaths(keys.stream().map(IndexKey::getKey).toList());
        this.unique = unique;
    }

    @Override
    public List<String> fields() {
        return paths.fields();
    }

    @Override
    public boolean isMultikey() {
        return entries.containsKey(MULTIKEY);
    }

    /** A number in a path may mean a place in an array, which is not looked at here. */
    boolean canBePlanned() {
        return fields().stream().noneMatch(field -> PLACE.matcher(field).find());
    }

    Scan<Long> scan(QueryPlan plan) {
        return new Scan<>(entries, plan.ranges(), plan.backwards());
    }

    static byte[] id(byte[] key, long begin) {
        return Arrays.copyOfRange(key, (int) begin, key.length);
    }

    @Override
    public Position getPosition(Document document) {
        return isLeftOut(paths.of(document)) ? null : IdIndex.position(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Position> collection) {
        IndexedPaths.Keys keys = paths.of(document);
        if (keys.arrays() > 1) {
            getKeyValues(document); // refuses arrays that are not of one path
        }
        if (!unique || isLeftOut(keys)) {
            return;
        }
        byte[] own = IdIndex.position(document).key();
        for (IndexedPaths.Key key : keys.keys()) {
            if (other(key, own).isPresent()) {
                throw new DuplicateKeyError(this, collection, getKeys(), key.readable());
            }
        }
    }

    /** A document that stands under this key already, other than this one. */
    private Optional<byte[]> other(IndexedPaths.Key key, byte[] own) {
        Scan<Long> scan = new Scan<>(entries, List.of(KeyRange.of(key.prefix())), false);
        for (Optional<byte[]> found = scan.next(); found.isPresent(); found = scan.next()) {
            byte[] id = id(found.get(), scan.value());
            if (!Arrays.equals(id, own)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    @Override
    public void add(Document document, Position position, MongoCollection<Position> collection) {
        checkAdd(document, collection);
        put(document);
    }

    private void put(Document document) {
        IndexedPaths.Keys keys = paths.of(document);
        if (isLeftOut(keys)) {
            return;
        }
        if (keys.arrays() > 0 && !isMultikey()) {
            entries.put(MULTIKEY, 0L);
        }
        keys.entries().forEach(entries::putIfAbsent);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Position> collection) {
        checkAdd(after, collection);
    }

    /** Only adds; see {@link #removeStale}. */
    @Override
    public void updateInPlace(
            Document before, Document after, Position position, MongoCollection<Position> collection) {
        put(after);
    }

    /** Takes away what stood for a document as it was, and no longer does. */
    void removeStale(Document before, Document after) {
        var stale = paths.of(before).entries();
        IndexedPaths.Keys kept = paths.of(after);
        if (!isLeftOut(kept)) {
            kept.entries().keySet().forEach(stale::remove);
        }
        stale.keySet().forEach(entries::remove);
    }

    @Override
    public Position remove(Document document) {
        IndexedPaths.Keys keys = paths.of(document);
        keys.entries().keySet().forEach(entries::remove);
        return isLeftOut(keys) ? null : IdIndex.position(document);
    }

    private boolean isLeftOut(IndexedPaths.Keys keys) {
        return isSparse() && keys.isEmpty();
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Position> getPositions(Document query) {
        throw new UnsupportedOperationException("The collection plans its queries itself");
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return super.hasSameOptions(other) && other.isUnique() == unique;
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong() - (isMultikey() ? 1 : 0);
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {}
}
