package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.postledger.projection.Positions;
import io.postledger.projection.ProjectionSegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions that a view has reached, one document a segment, in the view's own collection: dropped with it, restored
 * with it. Each also counts the documents that its segment has made, so that a collection from which documents went
 * missing is noticed, as letters that went missing are. All segments then start again: each position carries an epoch, and a node that still works in an
 * older one is refused.
 */
final class ViewPositions {
    private static final Logger log = LoggerFactory.getLogger(ViewPositions.class);
    private static final String PREFIX = "_position:";
    private static final String POSITION = "position";
    private static final String DOCUMENTS = "documents";
    /** Named as the count of a document's events is, so that one guard serves both. */
    private static final String EPOCH = MongoView.EVENTS;

    private static final int MAX_SEGMENTS = 64;

    private final Supplier<MongoCollection<Document>> collection;
    private final Map<ProjectionSegment, Long> epochs = new ConcurrentHashMap<>();

    ViewPositions(Supplier<MongoCollection<Document>> collection) {
        this.collection = collection;
    }

    /** The stored position; where there is none, or data is missing, a new one before the first event is made. */
    Optional<TrackingToken> open(ProjectionSegment segment, MongoLetters letters) {
        Map<String, Document> all = all(segment);
        int beside = beside(all);
        long made = made(all);
        long present = present(made + beside) - beside;
        long lettersMissing = letters.missing();
        boolean isLost = present < made || !all.isEmpty() && lettersMissing > 0;
        long epoch =
                all.values().stream().mapToLong(p -> p.getLong(EPOCH)).max().orElse(0);
        Document mine = all.remove(id(segment));
        if (isLost) {
            log.warn(
                    "{} documents and {} letters of {} are missing: building it from the log",
                    Math.max(0, made - present),
                    Math.max(0, lettersMissing),
                    name());
            epoch++;
            for (String other : all.keySet()) {
                put(other, epoch, null, 0);
            }
        }
        Document position = mine == null || isLost ? null : mine.get(POSITION, Document.class);
        // Documents are counted anew where nobody else counts any: a crash may have come between a batch's documents
        // and its position.
        boolean countsAll = all.isEmpty() || isLost;
        put(id(segment), epoch, position, countsAll ? present : mine == null ? 0 : mine.getLong(DOCUMENTS));
        letters.settle(lettersMissing);
        epochs.put(segment, epoch);
        return Optional.ofNullable(position).map(Positions::fromDocument);
    }

    /**
     * Fails where the position document is gone, as it is when the collection was dropped under a running product, or is
     * of a newer epoch.
     */
    void set(ProjectionSegment segment, Optional<TrackingToken> position, int created) {
        var move = Updates.set(POSITION, position.map(Positions::toDocument).orElse(null));
        UpdateResult result = collection
                .get()
                .updateOne(
                        MongoIndexes.guarded(id(segment), epochs.get(segment)),
                        created == 0 ? move : Updates.combine(move, Updates.inc(DOCUMENTS, (long) created)));
        if (result.getMatchedCount() != 1) {
            throw new IllegalStateException("The position of " + segment.key() + " is gone from " + name());
        }
    }

    /** As it stands, of the segment that is furthest behind; -1 before the first event. */
    long reached(String projection, int generation) {
        Map<String, Document> all = all(new ProjectionSegment(projection, generation, 0));
        all.remove(MongoLetters.COUNT);
        return all.values().stream()
                .map(stored -> stored.get(POSITION, Document.class))
                .mapToLong(position -> Positions.indexOf(position == null ? null : Positions.fromDocument(position)))
                .min()
                .orElse(-1);
    }

    void requireWhole(ProjectionSegment segment) {
        Map<String, Document> all = all(segment);
        Document mine = all.get(id(segment));
        if (mine == null || !mine.getLong(EPOCH).equals(epochs.get(segment))) {
            throw new IllegalStateException("The position of " + segment.key() + " is gone from " + name());
        }
        int beside = beside(all);
        long made = made(all);
        if (present(made + beside) - beside < made) {
            throw new IllegalStateException("Documents are missing from " + name());
        }
    }

    /** Documents made of events that the position has passed. */
    void count(ProjectionSegment segment, int created) {
        if (created > 0) {
            collection.get().updateOne(eq("_id", id(segment)), Updates.inc(DOCUMENTS, (long) created));
        }
    }

    private void put(String id, long epoch, @Nullable Document position, long documents) {
        collection
                .get()
                .replaceOne(
                        eq("_id", id),
                        new Document("_id", id)
                                .append(EPOCH, epoch)
                                .append(POSITION, position)
                                .append(DOCUMENTS, documents),
                        new ReplaceOptions().upsert(true));
    }

    /** Documents of the collection that are no data; those that are no position are taken out. */
    private static int beside(Map<String, Document> all) {
        int beside = all.size();
        all.remove(MongoLetters.COUNT);
        return beside;
    }

    private static long made(Map<String, Document> positions) {
        return positions.values().stream().mapToLong(p -> p.getLong(DOCUMENTS)).sum();
    }

    /** How many documents there are, where it may be fewer than expected; counting them one by one takes its time. */
    private long present(long expected) {
        long estimate = collection.get().estimatedDocumentCount();
        return estimate >= expected ? estimate : collection.get().countDocuments();
    }

    private String name() {
        return collection.get().getNamespace().getCollectionName();
    }

    private Map<String, Document> all(ProjectionSegment segment) {
        // By the ids of as many segments as there can be: a query on a prefix would read the whole collection on the
        // embedded server.
        List<String> ids = Stream.concat(
                        Stream.of(MongoLetters.COUNT),
                        IntStream.range(0, MAX_SEGMENTS).mapToObj(number -> id(segment.other(number))))
                .toList();
        Map<String, Document> positions = new HashMap<>();
        collection.get().find(in("_id", ids)).forEach(position -> positions.put(position.getString("_id"), position));
        return positions;
    }

    private static String id(ProjectionSegment segment) {
        return PREFIX + segment.key();
    }
}
