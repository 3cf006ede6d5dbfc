package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.postledger.projection.EventSource;
import io.postledger.projection.Letter;
import io.postledger.projection.LetterBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Letters of one generation of a view, in a collection beside the view's. */
final class MongoLetters implements LetterBox {
    private final MongoStore store;
    private final String name;

    MongoLetters(MongoStore store, String name) {
        this.store = store;
        this.name = name;
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
        store.patiently(() -> collection()
                .deleteMany(in("_id", letters.stream().map(Letter::key).toList())));
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
