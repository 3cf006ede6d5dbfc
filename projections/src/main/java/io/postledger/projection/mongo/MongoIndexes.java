package io.postledger.projection.mongo;

import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Makes a view's indexes; one that is there already stays as it is. */
final class MongoIndexes {
    private MongoIndexes() {}

    /** A filter on a document that has taken in so many events. */
    static Document guarded(String id, long events) {
        return new Document("_id", id).append(MongoView.EVENTS, events);
    }

    static void ensure(MongoCollection<Document> collection, List<Bson> indexes) {
        indexes.forEach(collection::createIndex);
    }
}
