package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import io.postledger.projection.Generations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link Generations} as one document a projection, beside the views. Each change replaces the document that it was decided on,
 * known by its revision, or is decided again.
 */
public final class MongoGenerations implements Generations {
    private static final String COLLECTION = "projection_generation";
    private static final String REVISION = "revision";
    private static final String LIVE = "live";
    private static final String NEWEST = "newest";
    private static final String BUILD = "build";
    private static final String COPIES = "copies";
    private static final String OLD = "old";

    private final MongoStore store;

    public MongoGenerations(MongoStore store) {
        this.store = store;
    }

    @Override
    public State of(String projection) {
        return state(store.patiently(() -> document(projection)));
    }

    @Override
    public Map<String, State> of(List<String> projections) {
        return store.patiently(() -> {
            Map<String, Document> stored = new HashMap<>();
            collection().find(in("_id", projections)).forEach(found -> stored.put(found.getString("_id"), found));
            return projections.stream()
                    .collect(Collectors.toMap(name -> name, name -> state(orNew(name, stored.get(name)))));
        });
    }

    @Override
    public Optional<Build> begin(String projection, Plan plan, Instant now) {
        return Optional.ofNullable(change(projection, document -> {
                    State state = state(document);
                    boolean isTaken = plan.copy() == null
                            ? state.build() != null
                            : state.copy(plan.copy()).isPresent();
                    if (isTaken) {
                        return null;
                    }
                    int generation = document.getInteger(NEWEST) + 1;
                    Build build = new Build(generation, plan, BuildState.RUNNING, now, 0, -1, 0, null, false, null);
                    return put(document.append(NEWEST, generation), build);
                }))
                .map(document -> build(document, document.getInteger(NEWEST)).orElseThrow());
    }

    @Override
    public boolean change(String projection, int generation, BuildState from, UnaryOperator<Build> change) {
        return changeBuild(projection, generation, build -> build.state() == from ? change.apply(build) : null);
    }

    @Override
    public boolean cancel(String projection, int generation, Instant now) {
        return change(
                        projection,
                        document -> build(document, generation)
                                .map(build -> retire(remove(document, build), generation, now))
                                .orElse(null))
                != null;
    }

    @Override
    public boolean progress(String projection, Build progress) {
        return changeBuild(
                projection,
                progress.generation(),
                build -> build.state().isAtWork()
                        ? build.progressed(progress.events(), progress.position(), progress.rate())
                        : null);
    }

    @Override
    public boolean show(String projection, int generation, Instant dropOldAt) {
        return change(
                        projection,
                        document -> build(document, generation)
                                .filter(build -> build.state().isAtWork())
                                .map(build -> {
                                    int before = document.getInteger(LIVE);
                                    Document shown = remove(document, build).append(LIVE, generation);
                                    return retire(shown, before, dropOldAt);
                                })
                                .orElse(null))
                != null;
    }

    @Override
    public void dropped(String projection, int generation) {
        change(projection, document -> {
            List<Document> left = document.getList(OLD, Document.class).stream()
                    .filter(old -> old.getInteger("generation") != generation)
                    .toList();
            return document.append(OLD, left);
        });
    }

    private boolean changeBuild(String projection, int generation, UnaryOperator<@Nullable Build> decide) {
        return change(
                        projection,
                        document -> build(document, generation)
                                .map(decide)
                                .map(changed -> put(document, changed))
                                .orElse(null))
                != null;
    }

    private static Optional<Build> build(Document document, int generation) {
        return state(document).builds().stream()
                .filter(build -> build.generation() == generation)
                .findFirst();
    }

    private static Document put(Document document, Build build) {
        if (build.plan().copy() == null) {
            return document.append(BUILD, BuildDocuments.of(build));
        }
        List<Document> copies = new ArrayList<>(copies(remove(document, build)));
        copies.add(BuildDocuments.of(build));
        return document.append(COPIES, copies);
    }

    private static Document remove(Document document, Build build) {
        if (build.plan().copy() == null) {
            return document.append(BUILD, null);
        }
        return document.append(
                COPIES,
                copies(document).stream()
                        .filter(copy -> copy.getInteger("generation") != build.generation())
                        .toList());
    }

    /** None in a document that was written before there were any. */
    private static List<Document> copies(Document document) {
        return document.getList(COPIES, Document.class, List.of());
    }

    private static Document retire(Document document, int generation, Instant dropAt) {
        List<Document> old = new ArrayList<>(document.getList(OLD, Document.class));
        old.add(new Document("generation", generation).append("dropAt", Date.from(dropAt)));
        return document.append(OLD, old);
    }

    /** @param decide answers the changed document, or null to leave it; asked again where another node came first */
    private @Nullable Document change(String projection, UnaryOperator<@Nullable Document> decide) {
        return store.patiently(() -> {
            while (true) {
                Document before = document(projection);
                long revision = before.getLong(REVISION);
                Document after = decide.apply(before);
                if (after == null || replace(projection, revision, after.append(REVISION, revision + 1))) {
                    return after;
                }
            }
        });
    }

    private boolean replace(String projection, long revision, Document after) {
        if (revision == 0) {
            // Nobody has changed it yet: made, unless another node makes it now.
            collection()
                    .updateOne(
                            eq("_id", projection),
                            new Document("$setOnInsert", new Document(REVISION, 0L)),
                            new UpdateOptions().upsert(true));
        }
        Bson asDecidedOn = and(eq("_id", projection), eq(REVISION, revision));
        return collection().replaceOne(asDecidedOn, after).getMatchedCount() == 1;
    }

    private Document document(String projection) {
        return orNew(projection, collection().find(eq("_id", projection)).first());
    }

    private static Document orNew(String projection, @Nullable Document stored) {
        return stored != null && stored.containsKey(LIVE)
                ? stored
                : new Document("_id", projection)
                        .append(REVISION, 0L)
                        .append(LIVE, 1)
                        .append(NEWEST, 1)
                        .append(BUILD, null)
                        .append(OLD, List.of());
    }

    private static State state(Document document) {
        Document build = document.get(BUILD, Document.class);
        return new State(
                document.getString("_id"),
                document.getInteger(LIVE),
                build == null ? null : BuildDocuments.build(build),
                copies(document).stream().map(BuildDocuments::build).toList(),
                document.getList(OLD, Document.class).stream()
                        .map(old -> new Old(
                                old.getInteger("generation"),
                                old.getDate("dropAt").toInstant()))
                        .toList());
    }

    private MongoCollection<Document> collection() {
        return store.database().getCollection(COLLECTION);
    }
}
