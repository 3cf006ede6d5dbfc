package io.postledger.projection.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Makes a view's indexes; one that is there already stays as it is. */
final class MongoIndexes {
    private MongoIndexes() {}

    /**
     * A filter on a document that has taken in so many events. As plain fields: the embedded server uses no index for
     * {@code $and}, which is what the driver makes of a conjunction of filters.
     */
    static Document guarded(String id, long events) {
        return new Document("_id", id).append(MongoView.EVENTS, events);
    }

    static void ensure(MongoCollection<Document> collection, List<Bson> indexes) {
        // The embedded server uses an index only for queries on exactly its fields, so without this one every replace
        // would read the whole collection there. MongoDB itself would do with the index on _id.
        collection.createIndex(Indexes.ascending("_id", MongoView.EVENTS), new IndexOptions().unique(true));
        indexes.forEach(collection::createIndex);
    }
}
