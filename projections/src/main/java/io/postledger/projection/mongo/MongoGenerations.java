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
    public Optional<Build> begin(String projection, Instant now) {
        return Optional.ofNullable(change(projection, document -> {
                    if (document.get(BUILD) != null) {
                        return null;
                    }
                    int generation = document.getInteger(NEWEST) + 1;
                    Build build = new Build(generation, BuildState.RUNNING, now, 0, -1, 0, null);
                    return document.append(NEWEST, generation).append(BUILD, toDocument(build));
                }))
                .map(document -> state(document).build());
    }

    @Override
    public boolean change(String projection, BuildState from, BuildState to, @Nullable String error) {
        return change(projection, document -> {
                    Build build = state(document).build();
                    return build == null || build.state() != from
                            ? null
                            : document.append(
                                    BUILD,
                                    toDocument(new Build(
                                            build.generation(),
                                            to,
                                            build.startedAt(),
                                            build.events(),
                                            build.position(),
                                            build.rate(),
                                            error)));
                })
                != null;
    }

    @Override
    public boolean cancel(String projection, Instant now) {
        return change(projection, document -> {
                    Build build = state(document).build();
                    return build == null ? null : retire(document.append(BUILD, null), build.generation(), now);
                })
                != null;
    }

    @Override
    public boolean progress(String projection, Build progress) {
        return change(
                        projection,
                        document -> isRunning(document, progress.generation())
                                ? document.append(BUILD, toDocument(progress))
                                : null)
                != null;
    }

    @Override
    public boolean show(String projection, int generation, Instant dropOldAt) {
        return change(projection, document -> {
                    if (!isRunning(document, generation)) {
                        return null;
                    }
                    int before = document.getInteger(LIVE);
                    return retire(document.append(LIVE, generation).append(BUILD, null), before, dropOldAt);
                })
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

    private static boolean isRunning(Document document, int generation) {
        Build build = state(document).build();
        return build != null && build.generation() == generation && build.state() == BuildState.RUNNING;
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
                build == null ? null : toBuild(build),
                document.getList(OLD, Document.class).stream()
                        .map(old -> new Old(
                                old.getInteger("generation"),
                                old.getDate("dropAt").toInstant()))
                        .toList());
    }

    private static Build toBuild(Document build) {
        return new Build(
                build.getInteger("generation"),
                BuildState.valueOf(build.getString("state")),
                build.getDate("startedAt").toInstant(),
                build.getLong("events"),
                build.getLong("position"),
                build.getDouble("rate"),
                build.getString("error"));
    }

    private static Document toDocument(Build build) {
        return new Document("generation", build.generation())
                .append("state", build.state().name())
                .append("startedAt", Date.from(build.startedAt()))
                .append("events", build.events())
                .append("position", build.position())
                .append("rate", build.rate())
                .append("error", build.error());
    }

    private MongoCollection<Document> collection() {
        return store.database().getCollection(COLLECTION);
    }
}
