package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** A database: for each collection a map of its documents, and one for each of its indexes but that on the id. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Position> {

    static final String DOCUMENTS = "documents:";
    private static final String INDEX = "index:";

    private final MVStore store;

    StoredDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Position> openOrCreateCollection(String collection, CollectionOptions options) {
        return new StoredCollection(this, collection, options, documents(collection), cursorRegistry);
    }

    @Override
    protected Index<Position> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.get(0).getKey().equals(QueryPlan.ID)) {
            return new IdIndex(index, keys, documents(collection));
        }
        return new StoredIndex(index, keys, true, sparse, entries(collection, index));
    }

    @Override
    protected Index<Position> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new StoredIndex(index, keys, false, sparse, entries(collection, index));
    }

    private MVMap<byte[], byte[]> documents(String collection) {
        return store.openMap(
                DOCUMENTS + getFullCollectionNamespace(collection),
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private MVMap<byte[], Long> entries(String collection, String index) {
        return store.openMap(
                indexPrefix(getFullCollectionNamespace(collection)) + index,
                new MVMap.Builder<byte[], Long>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    private static String indexPrefix(String collection) {
        return INDEX + collection + ":";
    }

    @Override
    protected void dropIndex(MongoCollection<Position> collection, String index) {
        super.dropIndex(collection, index);
        store.removeMap(indexPrefix(collection.getFullName()) + index);
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        store.removeMap(DOCUMENTS + getFullCollectionNamespace(collection));
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        String before = collection.getFullName();
        super.moveCollection(from, collection, newName);
        String after = getFullCollectionNamespace(newName);
        rename(DOCUMENTS + before, DOCUMENTS + after);
        for (Index<?> index : collection.getIndexes()) {
            rename(indexPrefix(before) + index.getName(), indexPrefix(after) + index.getName());
        }
    }

    private void rename(String before, String after) {
        if (store.hasMap(before)) {
            store.renameMap(store.openMap(before), after);
        }
    }

    @Override
    protected long getStorageSize() {
        return store.getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
