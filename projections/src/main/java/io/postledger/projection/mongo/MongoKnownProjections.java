package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.postledger.projection.KnownProjections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** {@link KnownProjections} as one document a projection. */
public final class MongoKnownProjections implements KnownProjections {
    private static final String COLLECTION = "projection_known";
    private static final String SEEN_AT = "seenAt";
    private static final String TARGETS = "targets";

    private final MongoStore store;

    public MongoKnownProjections(MongoStore store) {
        this.store = store;
    }

    @Override
    public void note(Known projection, Instant seenAt) {
        List<Document> targets = projection.targets().stream()
                .map(target -> new Document("store", target.store()).append("name", target.name()))
                .toList();
        store.patiently(() -> collection()
                .replaceOne(
                        eq("_id", projection.name()),
                        new Document("_id", projection.name())
                                .append(TARGETS, targets)
                                .append(SEEN_AT, Date.from(seenAt)),
                        new ReplaceOptions().upsert(true)));
    }

    @Override
    public List<Known> since(Instant then) {
        return store.patiently(() -> {
            List<Known> known = new ArrayList<>();
            collection().find(gte(SEEN_AT, Date.from(then))).forEach(found -> known.add(known(found)));
            return known;
        });
    }

    private static Known known(Document found) {
        return new Known(
                found.getString("_id"),
                found.getList(TARGETS, Document.class).stream()
                        .map(target -> new Place(target.getString("store"), target.getString("name")))
                        .toList());
    }

    private MongoCollection<Document> collection() {
        return store.database().getCollection(COLLECTION);
    }
}
