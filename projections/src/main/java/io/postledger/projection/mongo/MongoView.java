package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Sorts;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.export.PartRequest;
import io.postledger.projection.Asked;
import io.postledger.projection.ContentHash;
import io.postledger.projection.EventSource;
import io.postledger.projection.Freshness;
import io.postledger.projection.Gathering;
import io.postledger.projection.Generations;
import io.postledger.projection.PoisonedEventException;
import io.postledger.projection.ProjectionBatch;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.ProjectionStore;
import io.postledger.projection.ProjectionTarget;
import io.postledger.projection.export.Column;
import io.postledger.projection.export.PartWriter;
import io.postledger.projection.export.WrittenPart;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A collection that a projection fills.
 *
 * <p>Handlers say what an event does to a document ({@link #create}, {@link #change}); a batch reads the documents that
 * it touches in one query, applies its changes in memory in the order of the events, and writes each document once in
 * one unordered bulk write. Beside its fields each document holds, under {@value #SEEN}, the sequence number of the
 * newest event of every aggregate that it has taken in: an event that it has seen changes nothing, whether it comes
 * again after a crash or in a replay over existing data. {@value #EVENTS} counts the events taken in; a document is
 * replaced only while that count is what the batch had read, so that a node that lost its claim without noticing cannot
 * overwrite the work of the one that took over.
 *
 * <p>A document is never removed: one that is gone but may be spoken of again would be made anew by a replay.
 */
public final class MongoView implements ProjectionTarget {
    static final String SEEN = "seen";
    static final String EVENTS = "events";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MongoStore store;
    private final String name;
    private final List<Bson> indexes;
    private final Map<Integer, ViewPositions> positions = new ConcurrentHashMap<>();
    private final Map<ProjectionSegment, GatheredDocuments> gathered = new ConcurrentHashMap<>();
    private volatile int shown = 1;
    private final Freshness freshness = new Freshness();

    /** @param indexes made when a node takes over the projection */
    public MongoView(MongoStore store, String name, List<Bson> indexes) {
        this.store = store;
        this.name = name;
        this.indexes = List.copyOf(indexes);
    }

    /** The event in hand creates a document; one that is there already stays as it is. */
    public void create(String key, Supplier<Document> fields) {
        batch().create(key, EventSource.current(), fields);
    }

    /** The event in hand changes a document, which must be there. */
    public void change(String key, Consumer<Document> change) {
        batch().change(key, EventSource.current(), change);
    }

    /** The collection, to be read. Positions stand in it too: they have none of a document's fields but an id. */
    public MongoCollection<Document> collection() {
        return collection(shown);
    }

    private MongoCollection<Document> collection(int generation) {
        return store.database().getCollection(nameOf(generation));
    }

    private String nameOf(int generation) {
        return generation == 1 ? name : name + "__" + generation;
    }

    private ViewPositions positions(int generation) {
        return positions.computeIfAbsent(generation, g -> new ViewPositions(() -> collection(g)));
    }

    /** The document with this key. */
    public Optional<Document> find(String key) {
        return Optional.ofNullable(collection().find(eq("_id", key)).first());
    }

    /**
     * The document with this key, once it shows at least this version of the aggregate whose id the key is. Rejected:
     * VIEW_BEHIND where it does not within five seconds.
     */
    public Optional<Document> findAtLeast(String key, @Nullable Long version) {
        if (version == null) {
            return find(key);
        }
        Optional<Document> fresh = await(() -> find(key).filter(document -> version(document) >= version), PATIENCE);
        if (fresh.isEmpty()) {
            throw new RejectedException(
                    RejectionCode.VIEW_BEHIND,
                    "This is not visible yet; try again",
                    Map.of("atLeastVersion", version.toString()));
        }
        return fresh;
    }

    /**
     * Waits until the view shows what the query under way asks to see at least. Rejected: VIEW_BEHIND where it does not
     * within five seconds; INVALID_REQUEST, INVALID_ID where it asks for something else than this view's documents.
     *
     * @param prefix of this view's ids
     * @param visible whether the asker may know of a document; one that they may not is as good as not there
     */
    public void awaitAsked(String prefix, Predicate<Document> visible) {
        List<Asked> asked = Asked.ofCurrentQuery(prefix);
        if (asked.isEmpty()) {
            return;
        }
        Predicate<Asked> shown = one -> find(one.id())
                .filter(visible)
                .filter(document -> version(document) >= one.version())
                .isPresent();
        if (await(() -> asked.stream().allMatch(shown) ? Optional.of(true) : Optional.empty(), PATIENCE)
                .isEmpty()) {
            throw new RejectedException(RejectionCode.VIEW_BEHIND, "This is not visible yet; try again");
        }
    }

    /** Reads until there is an answer, at most for {@code patience}; at once again after each write to this view. */
    public <T> Optional<T> await(Supplier<Optional<T>> read, Duration patience) {
        return freshness.await(read, patience);
    }

    /** Version of the aggregate whose id is the document's key, as the document shows it. */
    public static long version(Document document) {
        return document.get(SEEN, Document.class).get(document.getString("_id"), -1L);
    }

    @Override
    public ProjectionStore store() {
        return store;
    }

    @Override
    public Optional<TrackingToken> open(ProjectionSegment segment) {
        return store.patiently(() -> {
            MongoIndexes.ensure(collection(segment.generation()), indexes);
            return positions(segment.generation()).open(segment, letters(segment.generation()));
        });
    }

    @Override
    public void requireWhole(ProjectionSegment segment) {
        store.patiently(() -> {
            positions(segment.generation()).requireWhole(segment);
            return null;
        });
    }

    @Override
    public void moveTo(ProjectionSegment segment, Optional<TrackingToken> position) {
        GatheredDocuments gathering = gathered.get(segment);
        if (gathering != null && position.isPresent()) {
            gathering.moveTo(position.get());
            return;
        }
        store.patiently(() -> {
            positions(segment.generation()).set(segment, position, 0);
            return null;
        });
    }

    @Override
    public Gathering gather(ProjectionSegment segment) {
        boolean isEmpty = store.patiently(
                () -> collection(segment.generation()).find(documents()).first() == null);
        GatheredDocuments gathering = new GatheredDocuments(
                isEmpty, (writes, position) -> store(segment, writes, position), () -> gathered.remove(segment));
        gathered.put(segment, gathering);
        return gathering;
    }

    private void store(ProjectionSegment segment, ViewWrites writes, TrackingToken position) {
        MongoCollection<Document> documents = collection(segment.generation());
        AtomicBoolean again = new AtomicBoolean();
        store.patiently(() -> {
            (again.getAndSet(true) ? writes.missing(documents) : writes).into(documents);
            return null;
        });
        store.patiently(() -> {
            positions(segment.generation()).set(segment, Optional.of(position), writes.created());
            return null;
        });
        freshness.written();
    }

    @Override
    public MongoLetters letters(int generation) {
        return new MongoLetters(store, nameOf(generation));
    }

    @Override
    public void show(int generation) {
        shown = generation;
        freshness.written();
    }

    @Override
    public void drop(int generation) {
        store.patiently(() -> {
            collection(generation).drop();
            return null;
        });
        letters(generation).drop();
    }

    @Override
    public long reached(String projection, int generation) {
        return store.patiently(() -> positions(generation).reached(projection, generation));
    }

    @Override
    public long size(int generation) {
        return collection(generation).countDocuments(documents());
    }

    /** Over each document's canonical extended JSON, its fields sorted, in the order of the keys. */
    @Override
    public String hash(int generation) {
        ContentHash hash = new ContentHash();
        whole(generation).forEach(document -> hash.add(CanonicalJson.of(document)));
        return hash.value();
    }

    @Override
    public WrittenPart write(int generation, PartRequest part, OutputStream to) throws IOException {
        Bson wanted = part.after() == null ? documents() : and(documents(), gt("_id", part.after()));
        long items = 0;
        String last = null;
        try (PartWriter writer = PartWriter.open(part.format(), Column.KEY_AND_DOCUMENT, to);
                MongoCursor<Document> found = collection(generation)
                        .find(wanted)
                        .sort(Sorts.ascending("_id"))
                        .limit(part.limit())
                        .cursor()) {
            while (found.hasNext()) {
                Document document = found.next();
                last = document.getString("_id");
                writer.write(last, CanonicalJson.relaxed(document));
                items++;
            }
        }
        return new WrittenPart(items, items < part.limit() ? null : last);
    }

    @Override
    public Generations.TargetDifference difference(int one, int other, int examples) {
        return ViewComparison.of(name, whole(one), whole(other), examples);
    }

    private FindIterable<Document> whole(int generation) {
        return collection(generation).find(documents()).sort(Sorts.ascending("_id"));
    }

    /** All but positions. */
    private static Bson documents() {
        return exists(SEEN);
    }

    @Override
    public String toString() {
        return name;
    }

    void write(ProjectionSegment segment, ViewBatch batch, @Nullable TrackingToken position) {
        GatheredDocuments gathering = gathered.get(segment);
        if (gathering != null && position != null) {
            gathering.add(batch.take(segment), position);
            return;
        }
        store.patiently(() -> {
            ViewWrites writes = batch.take(segment);
            writes.into(collection(segment.generation()));
            if (position == null) {
                positions(segment.generation()).count(segment, writes.created());
            } else {
                positions(segment.generation()).set(segment, Optional.of(position), writes.created());
            }
            return null;
        });
        freshness.written();
    }

    /**
     * @param gathering what is known of the documents; null where they are to be read
     * @throws PoisonedEventException where an event's change fails, or makes what is no document
     */
    ViewWrites prepare(
            ProjectionSegment segment,
            Map<String, List<ViewBatch.Change>> changes,
            @Nullable GatheredDocuments gathering) {
        return ViewWrites.of(store, collection(segment.generation()), changes, gathering);
    }

    /** As far as a segment's documents are known while it gathers; null where it does not. */
    @Nullable
    GatheredDocuments gathered(ProjectionSegment segment) {
        return gathered.get(segment);
    }

    private ViewBatch batch() {
        return ProjectionBatch.of(this, () -> new ViewBatch(this));
    }
}
