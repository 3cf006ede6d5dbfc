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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions that a view has reached, one document a segment, in the view's own collection: dropped with it, restored
 * with it. Each also counts the documents that its segment has made, so that a collection from which documents went
 * missing is noticed.
 */
final class ViewPositions {
    private static final Logger log = LoggerFactory.getLogger(ViewPositions.class);
    private static final String PREFIX = "_position:";
    private static final String POSITION = "position";
    private static final String DOCUMENTS = "documents";
    private static final int MAX_SEGMENTS = 64;

    private final Supplier<MongoCollection<Document>> collection;

    ViewPositions(Supplier<MongoCollection<Document>> collection) {
        this.collection = collection;
    }

    /** The stored position; where there is none, or data is missing, a new one before the first event is made. */
    Optional<TrackingToken> open(ProjectionSegment segment) {
        Map<String, Document> all = all(segment.projection());
        Document mine = all.remove(id(segment));
        long made = documents(mine)
                + all.values().stream().mapToLong(ViewPositions::documents).sum();
        long present = collection.get().countDocuments() - all.size() - (mine == null ? 0 : 1);
        boolean complete = mine != null && present >= made;
        if (!complete) {
            log.info(
                    "View {} has {} documents of the {} that it had: building it from the log",
                    collection.get().getNamespace().getCollectionName(),
                    present,
                    made);
        }
        Document position = complete ? mine.get(POSITION, Document.class) : null;
        // Documents are counted anew where no other segment counts some of them: a crash may have come between a
        // batch's documents and its position.
        put(segment, position, all.isEmpty() ? present : complete ? documents(mine) : 0);
        return Optional.ofNullable(position).map(Positions::fromDocument);
    }

    /** Fails where the position document is gone, as it is when the collection was dropped under a running product. */
    void set(ProjectionSegment segment, Optional<TrackingToken> position, int created) {
        var move = Updates.set(POSITION, position.map(Positions::toDocument).orElse(null));
        UpdateResult result = collection
                .get()
                .updateOne(
                        eq("_id", id(segment)),
                        created == 0 ? move : Updates.combine(move, Updates.inc(DOCUMENTS, (long) created)));
        if (result.getMatchedCount() != 1) {
            throw new IllegalStateException("The position of " + segment.key() + " is gone from its view");
        }
    }

    private void put(ProjectionSegment segment, @Nullable Document position, long documents) {
        collection
                .get()
                .replaceOne(
                        eq("_id", id(segment)),
                        new Document("_id", id(segment))
                                .append(POSITION, position)
                                .append(DOCUMENTS, documents),
                        new ReplaceOptions().upsert(true));
    }

    private Map<String, Document> all(String projection) {
        // By the ids of as many segments as there can be: a query on a prefix would read the whole collection on the
        // embedded server.
        List<String> ids = IntStream.range(0, MAX_SEGMENTS)
                .mapToObj(number -> id(new ProjectionSegment(projection, number)))
                .toList();
        Map<String, Document> positions = new HashMap<>();
        collection.get().find(in("_id", ids)).forEach(position -> positions.put(position.getString("_id"), position));
        return positions;
    }

    private static long documents(@Nullable Document position) {
        return position == null ? 0 : position.getLong(DOCUMENTS);
    }

    private static String id(ProjectionSegment segment) {
        return PREFIX + segment.key();
    }
}
