package io.postledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.postledger.embedded.testing.TestStores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes may change how long an answer takes, and never the answer. */
class PlannedQueriesIT {

    private final Random random = new Random(7);
    private MongoClient client;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> plain;

    @BeforeEach
    void open() {
        String uri = TestStores.newMongoDatabase().uri();
        client = MongoClients.create(uri);
        String database = new ConnectionString(uri).getDatabase();
        indexed = client.getDatabase(database).getCollection("indexed");
        plain = client.getDatabase(database).getCollection("plain");
        indexed.createIndex(Indexes.ascending("w"));
        indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("w"), Indexes.descending("_id")));
        indexed.createIndex(Indexes.ascending("w", "n"));
        indexed.createIndex(Indexes.ascending("w", "t.a"));
        indexed.createIndex(Indexes.ascending("n", "s"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void givenRandomDocumentsThatChange_whenQueriedWithAndWithoutIndexes_thenTheAnswersAreTheSame() {
        for (int i = 0; i < 400; i++) {
            Document document = document(i);
            indexed.insertOne(document);
            plain.insertOne(document);
        }
        for (int i = 0; i < 300; i++) {
            change();
        }
        for (int i = 0; i < 1_500; i++) {
            Document query = query();
            List<String> expected = ids(plain.find(query));
            assertThat(ids(indexed.find(query))).as("%s", query.toJson()).containsExactlyInAnyOrderElementsOf(expected);
            Document order =
                    random.nextBoolean() ? new Document("_id", sign()) : new Document("n", sign()).append("_id", 1);
            assertThat(ids(page(indexed, query, order)))
                    .as("%s by %s", query.toJson(), order.toJson())
                    .isEqualTo(ids(page(plain, query, order)));
        }
    }

    @Test
    void givenMoreThanABatch_whenReadThroughTheCursor_thenEachComesOnceAndInOrder() {
        for (int i = 0; i < 500; i++) {
            indexed.insertOne(new Document("_id", String.format("%03d", i))
                    .append("w", "a")
                    .append("n", i % 7));
        }

        assertThat(ids(indexed.find(Filters.eq("w", "a"))
                        .sort(new Document("_id", -1))
                        .batchSize(7)))
                .hasSize(500)
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(ids(indexed.find(Filters.in("w", "a", "b"))))
                .doesNotHaveDuplicates()
                .hasSize(500);
        assertThat(ids(indexed.find()
                        .sort(new Document("n", 1).append("_id", 1))
                        .skip(10)
                        .limit(300)))
                .hasSize(300)
                .startsWith("070");
    }

    @Test
    void givenAUniqueIndex_whenAnotherDocumentTakesTheSameValue_thenItIsRefusedAndNothingIsHalfDone() {
        indexed.createIndex(
                Indexes.ascending("u"), new IndexOptions().unique(true).sparse(true));
        indexed.insertOne(new Document("_id", "1").append("u", 5));
        indexed.insertOne(new Document("_id", "2").append("u", 6));
        indexed.insertOne(new Document("_id", "3"));
        indexed.insertOne(new Document("_id", "4"));

        refused(() -> indexed.insertOne(new Document("_id", "5").append("u", 5L)));
        refused(() -> indexed.updateOne(Filters.eq("_id", "2"), Updates.set("u", 5.0)));
        refused(() -> indexed.insertOne(new Document("_id", "1")));

        assertThat(ids(indexed.find(Filters.eq("u", 5)))).containsExactly("1");
        assertThat(ids(indexed.find(Filters.eq("u", 6)))).containsExactly("2");
        indexed.deleteOne(Filters.eq("_id", "1"));
        indexed.updateOne(Filters.eq("_id", "2"), Updates.set("u", 5));
        assertThat(ids(indexed.find(Filters.eq("u", 5)))).containsExactly("2");
    }

    @Test
    void givenADocumentThatMovesAlongAnIndex_whenUpdatedThroughThatIndex_thenItIsUpdatedOnce() {
        for (int i = 0; i < 50; i++) {
            indexed.insertOne(new Document("_id", "d" + i).append("w", "a").append("n", 1));
        }

        long matched = indexed.updateMany(
                        Filters.and(Filters.in("n", 1, 2, 3), Filters.gte("n", 1)), Updates.inc("n", 1))
                .getMatchedCount();

        assertThat(matched).isEqualTo(50);
        assertThat(indexed.countDocuments(Filters.eq("n", 2))).isEqualTo(50);
    }

    private static void refused(ThrowingCallable write) {
        Assertions.assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(write)
                .matches(e -> e.getError().getCode() == 11000);
    }

    private static FindIterable<Document> page(MongoCollection<Document> of, Document query, Document order) {
        return of.find(query).sort(order).skip(2).limit(20);
    }

    private static List<String> ids(FindIterable<Document> found) {
        List<String> ids = new ArrayList<>();
        found.forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    private void change() {
        String id = id(random.nextInt(400));
        switch (random.nextInt(3)) {
            case 0 -> both(of -> of.deleteOne(Filters.eq("_id", id)));
            case 1 -> {
                Document replacement = document(Integer.parseInt(id.substring(1)));
                both(of -> of.replaceOne(Filters.eq("_id", id), replacement));
            }
            default -> {
                Object value = number();
                both(of -> of.updateOne(Filters.eq("_id", id), new Document("$set", new Document("n", value))));
            }
        }
    }

    private void both(Consumer<MongoCollection<Document>> change) {
        change.accept(indexed);
        change.accept(plain);
    }

    private Document document(int i) {
        Document document =
                new Document("_id", id(i)).append("w", oneOf("a", "b")).append("s", oneOf("x", "y", "z"));
        if (random.nextInt(5) > 0) {
            document.append("n", number());
        }
        List<Document> targets = new ArrayList<>();
        for (int t = random.nextInt(4); t > 0; t--) {
            targets.add(new Document("a", oneOf("p", "q", "r")));
        }
        return document.append("t", targets);
    }

    private Document query() {
        List<Document> conditions = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            conditions.add(new Document("w", oneOf("a", "b", new Document("$in", List.of("a", "c")))));
        }
        for (Supplier<Document> more : List.<Supplier<Document>>of(
                () -> new Document("n", condition(number())),
                () -> new Document("t.a", oneOf("p", new Document("$in", List.of("p", "q")), new Document("$ne", "q"))),
                () -> new Document("_id", condition(id(random.nextInt(400)))),
                () -> new Document("s", oneOf("x", new Document("$nin", List.of("y")), null)))) {
            if (random.nextInt(3) == 0) {
                conditions.add(more.get());
            }
        }
        if (conditions.isEmpty() || random.nextInt(3) == 0) {
            conditions.add(new Document("n", condition(number())));
        }
        if (random.nextBoolean()) {
            return new Document("$and", conditions);
        }
        Document flat = new Document();
        conditions.forEach(flat::putAll);
        return flat;
    }

    private Object condition(Object value) {
        String operator = (String) oneOf("$eq", "$gt", "$gte", "$lt", "$lte", "$ne");
        Document condition = new Document(operator, value);
        return random.nextInt(4) == 0 ? condition.append("$lte", value) : condition;
    }

    private Object number() {
        return oneOf(1, 2L, 2.5, 3, "text", (1L << 53) + 1, 7);
    }

    private Object oneOf(Object... values) {
        return Arrays.asList(values).get(random.nextInt(values.length));
    }

    private int sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    private static String id(int i) {
        return String.format("d%03d", i);
    }
}
