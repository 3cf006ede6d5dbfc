package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.postledger.projection.EventSource;
import io.postledger.projection.Letter;
import io.postledger.projection.LetterBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * Letters of one generation of a view, in a collection beside the view's. How many there are is counted in the view's own, before one
 * is put and after one is removed, so that letters that are lost by themselves are noticed.
 */
final class MongoLetters implements LetterBox {
    /** Stands among the view's positions. */
    static final String COUNT = "_letters";

    private static final String KEPT = "kept";

    private final MongoStore store;
    private final String view;
    private final String name;

    /** @param view name of the view's collection */
    MongoLetters(MongoStore store, String view) {
        this.store = store;
        this.view = view;
        this.name = view + "__letters";
    }

    @Override
    public long missing() {
        return store.patiently(() -> {
            // In this order: whoever adds letters meanwhile has counted them before.
            long present = collection().countDocuments();
            Document count = view().find(eq("_id", COUNT)).first();
            return count == null ? -present : count.getLong(KEPT) - present;
        });
    }

    /** Takes what is there for all that there is. @param missing as just told */
    void settle(long missing) {
        if (missing != 0) {
            count(-missing);
        }
    }

    private void count(long more) {
        store.patiently(
                () -> view().updateOne(eq("_id", COUNT), Updates.inc(KEPT, more), new UpdateOptions().upsert(true)));
    }

    private MongoCollection<Document> view() {
        return store.database().getCollection(view);
    }

    @Override
    public List<Letter> all() {
        return store.patiently(() -> {
            List<Letter> letters = new ArrayList<>();
            collection().find().forEach(found -> letters.add(letter(found)));
            letters.sort(Comparator.comparingLong(letter -> letter.source().position()));
            return letters;
        });
    }

    @Override
    public void put(List<Letter> letters) {
        if (!letters.isEmpty()) {
            List<String> keys = letters.stream().map(Letter::key).toList();
            long known = store.patiently(() -> collection().countDocuments(in("_id", keys)));
            if (known < keys.size()) {
                count(keys.size() - known);
            }
            store.patiently(() -> collection()
                    .bulkWrite(
                            letters.stream()
                                    .map(letter -> new ReplaceOneModel<>(
                                            eq("_id", letter.key()),
                                            document(letter),
                                            new ReplaceOptions().upsert(true)))
                                    .toList(),
                            new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public void remove(List<Letter> letters) {
        List<String> keys = letters.stream().map(Letter::key).toList();
        long removed =
                store.patiently(() -> collection().deleteMany(in("_id", keys)).getDeletedCount());
        if (removed > 0) {
            count(-removed);
        }
    }

    void drop() {
        store.patiently(() -> {
            collection().drop();
            return null;
        });
    }

    private static Document document(Letter letter) {
        return new Document("_id", letter.key())
                .append("sequence", letter.sequence())
                .append("aggregateId", letter.source().aggregateId())
                .append("number", letter.source().sequence())
                .append("position", letter.source().position())
                .append("event", letter.event())
                .append("setAsideAt", Date.from(letter.setAsideAt()))
                .append("cause", letter.cause())
                .append("failures", letter.failures());
    }

    private static Letter letter(Document found) {
        return new Letter(
                found.getString("sequence"),
                new EventSource(found.getString("aggregateId"), found.getLong("number"), found.getLong("position")),
                found.getString("event"),
                found.getDate("setAsideAt").toInstant(),
                found.getString("cause"),
                found.getInteger("failures"));
    }

    private MongoCollection<Document> collection() {
        return store.database().getCollection(name);
    }
}
