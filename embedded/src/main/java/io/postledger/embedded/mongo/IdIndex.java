package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.h2.mvstore.MVMap;

/** The index that every collection has: the documents themselves, which stand by their ids. */
final class IdIndex extends Index<Position> {

    private final MVMap<byte[], byte[]> documents;

    IdIndex(String name, List<IndexKey> keys, MVMap<byte[], byte[]> documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    static Position position(Document document) {
        return new Position(KeyBytes.of(document.get(QueryPlan.ID)));
    }

    @Override
    public Position getPosition(Document document) {
        Position position = position(document);
        return documents.containsKey(position.key()) ? position : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Position> collection) {
        if (getPosition(document) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get(QueryPlan.ID)));
        }
    }

    /** Nothing to add: the document stands there. */
    @Override
    public void add(Document document, Position position, MongoCollection<Position> collection) {}

    /** Only says where: the collection takes the document away. */
    @Override
    public Position remove(Document document) {
        return getPosition(document);
    }

    /** An id does not change. */
    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Position> collection) {}

    @Override
    public void updateInPlace(
            Document before, Document after, Position position, MongoCollection<Position> collection) {}

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
        return true;
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {}
}
