package io.postledger.trial.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.postledger.projection.Projection;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * The posts view, against the same writes by themselves: for each piece of the log that a rebuild writes at once, the same
 * documents are inserted or replaced in one unordered bulk write, in their final form and with the same indexes and write
 * concern. Finding the documents and making the writes is not counted.
 */
final class PostsMeasure implements Measure {
    private static final String PROJECTION = "posts";
    private static final List<String> COLLECTIONS = List.of("posts", "publications");
    /** Bytes of the documents of one write; as a rebuild has it. */
    private static final long PIECE = 4 * 1024 * 1024;

    private static final String COPY = "bench_copy_of_";

    /** Which documents of a collection one piece of the log writes. */
    private record Piece(String collection, Set<String> keys) {}

    @Override
    public String name() {
        return PROJECTION;
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        List<Double> rebuilt = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        room.rebuild(List.of(PROJECTION));
        room.stand();
        try (MongoClient client = MongoClients.create(room.stores().mongoUri())) {
            MongoDatabase database =
                    client.getDatabase(OwnStores.DATABASE).withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
            List<Piece> pieces = pieces(room, sizes(database, room.live(PROJECTION)));
            double writes =
                    pieces.stream().mapToInt(piece -> piece.keys().size()).sum();
            for (int round = 0; round < room.rounds(); round++) {
                raw.add(writes / write(database, pieces, room.live(PROJECTION)));
                rebuilt.add(writes / room.rebuild(List.of(PROJECTION)));
                room.stand();
            }
        }
        return List.of(Ratio.atLeast(
                0.6,
                "replay of the posts view",
                new Ratio.Term("rebuild of posts", rebuilt, "documents written/s"),
                new Ratio.Term(
                        "the same documents in the same pieces, by unordered bulk writes",
                        raw,
                        "documents written/s")));
    }

    /** Bytes of each document in its final form. */
    private static Map<String, Integer> sizes(MongoDatabase database, int generation) {
        Map<String, Integer> sizes = new HashMap<>();
        for (String collection : COLLECTIONS) {
            source(database, collection, generation)
                    .withDocumentClass(RawBsonDocument.class)
                    .find(Filters.exists("seen"))
                    .forEach(document -> sizes.put(
                            document.getString("_id").getValue(),
                            document.getByteBuffer().remaining()));
        }
        return sizes;
    }

    private static List<Piece> pieces(BenchRoom room, Map<String, Integer> sizes) throws Exception {
        Set<Class<?>> handled = room.product().beans(Projection.class).stream()
                .filter(projection -> projection.name().equals(PROJECTION))
                .flatMap(projection -> projection.handlers().stream())
                .flatMap(handler -> Stream.of(handler.getClass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(EventHandler.class))
                .map(Method::getParameterTypes)
                .map(parameters -> parameters[0])
                .collect(Collectors.toSet());
        List<Piece> pieces = new ArrayList<>();
        Map<String, Set<String>> keys = new HashMap<>();
        Map<String, Long> bytes = new HashMap<>();
        room.rawLog().read(event -> {
            if (handled.contains(event.payload().getClass())) {
                String id = event.aggregateId();
                String collection = COLLECTIONS.get(id.startsWith("pub_") ? 1 : 0);
                boolean isNew = keys.computeIfAbsent(collection, c -> new LinkedHashSet<>())
                        .add(id);
                if (isNew && bytes.merge(collection, (long) sizes.getOrDefault(id, 0), Long::sum) >= PIECE) {
                    pieces.add(new Piece(collection, keys.remove(collection)));
                    bytes.remove(collection);
                }
            }
        });
        keys.forEach((collection, left) -> pieces.add(new Piece(collection, left)));
        return pieces;
    }

    /** Seconds that the writes took. */
    private static double write(MongoDatabase database, List<Piece> pieces, int generation) {
        for (String name : COLLECTIONS) {
            MongoCollection<Document> copy = database.getCollection(COPY + name);
            copy.drop();
            List<IndexModel> indexes = new ArrayList<>();
            source(database, name, generation).listIndexes().forEach(index -> {
                Document key = index.get("key", Document.class);
                if (!key.containsKey("_id") || key.size() > 1) {
                    indexes.add(new IndexModel(key));
                }
            });
            copy.createIndexes(indexes);
        }
        Set<String> there = new HashSet<>();
        double took = 0;
        for (Piece piece : pieces) {
            MongoCollection<RawBsonDocument> copy =
                    database.getCollection(COPY + piece.collection(), RawBsonDocument.class);
            List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
            source(database, piece.collection(), generation)
                    .withDocumentClass(RawBsonDocument.class)
                    .find(Filters.in("_id", piece.keys()))
                    .forEach(document -> {
                        String id = document.getString("_id").getValue();
                        writes.add(
                                there.add(id)
                                        ? new InsertOneModel<>(document)
                                        : new ReplaceOneModel<>(Filters.eq("_id", id), document));
                    });
            long begin = System.nanoTime();
            copy.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            took += BenchRoom.seconds(begin);
        }
        COLLECTIONS.forEach(name -> database.getCollection(COPY + name).drop());
        return took;
    }

    private static MongoCollection<Document> source(MongoDatabase database, String name, int generation) {
        return database.getCollection(generation == 1 ? name : name + "__" + generation);
    }
}
