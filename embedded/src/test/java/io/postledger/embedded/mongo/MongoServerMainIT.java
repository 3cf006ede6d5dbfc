package io.postledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.launch.JavaChild;
import io.postledger.embedded.launch.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoServerMainIT {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    @TempDir
    private Path temp;

    private int port;
    private Process server;
    private MongoClient client;

    @BeforeEach
    void start() throws IOException {
        port = FreePorts.any();
        startServer();
        client = MongoClients.create("mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=10000");
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.close();
        server.destroyForcibly().waitFor();
    }

    @Test
    void givenAcknowledgedWrites_whenTheServerIsKilledAtOnceEachTime_thenNoneIsLost() throws Exception {
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 20; i++) {
                String id = round + "." + i;
                views().replaceOne(Filters.eq("_id", id), new Document("_id", id).append("round", round), UPSERT);
            }
            server.destroyForcibly().waitFor();
            startServer();

            assertThat(views().countDocuments()).isEqualTo(round * 20L);
        }
    }

    @Test
    void givenABulkOfUpserts_whenTheServerIsKilled_thenAllAreThereAndTheUniqueIndexHolds() throws Exception {
        views().createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        views().bulkWrite(upserts(2_000));

        server.destroyForcibly().waitFor();
        startServer();

        assertThat(views().countDocuments()).isEqualTo(2_000);
        views().bulkWrite(upserts(2_000));
        assertThat(views().countDocuments()).isEqualTo(2_000);
        assertThat(views().find(Filters.eq("number", 1_234)).first()).containsEntry("_id", "id-1234");
    }

    @Test
    void givenBulksUnderWay_whenKilledInTheMiddle_thenTheFileOpensWithAllThatWasAcknowledgedAndNoIndexAstray()
            throws Exception {
        for (int round = 0; round < 3; round++) {
            views().createIndex(Indexes.ascending("group", "number"));
            List<AtomicInteger> acknowledged = List.of(new AtomicInteger(), new AtomicInteger());
            ExecutorService writers = Executors.newFixedThreadPool(2);
            for (int w = 0; w < 2; w++) {
                int writer = w;
                writers.execute(() -> writeUntilKilled(writer, acknowledged.get(writer)));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged.stream().allMatch(a -> a.get() >= 10));
            server.destroyForcibly().waitFor();
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            startServer();

            for (int writer = 0; writer < 2; writer++) {
                int last = acknowledged.get(writer).get();
                List<Document> found =
                        views().find(Filters.eq("writer", writer)).into(new ArrayList<>());
                assertThat(found).hasSize(100);
                // A bulk is one command: all of it, or nothing.
                assertThat(found)
                        .extracting(view -> view.getInteger("number"))
                        .containsOnly(found.get(0).getInteger("number"));
                assertThat(found.get(0).getInteger("number")).isBetween(last, last + 1);
                for (int group = 0; group < 5; group++) {
                    assertThat(views().find(new Document("group", writer + "." + group)))
                            .hasSize(20);
                    assertThat(views().find(new Document("group", writer + "." + group)
                                    .append("number", found.get(0).getInteger("number"))))
                            .hasSize(20);
                }
            }
            views().drop();
        }
    }

    private void writeUntilKilled(int writer, AtomicInteger acknowledged) {
        try (MongoClient own = MongoClients.create("mongodb://127.0.0.1:" + port + "/?retryWrites=false")) {
            MongoCollection<Document> views = own.getDatabase("postledger").getCollection("views");
            for (int number = 1; ; number++) {
                List<WriteModel<Document>> bulk = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    Document view = new Document("_id", writer + "-" + i)
                            .append("writer", writer)
                            .append("group", writer + "." + (i + number) % 5)
                            .append("number", number)
                            .append("text", "x".repeat(500));
                    bulk.add(new ReplaceOneModel<>(Filters.eq("_id", view.get("_id")), view, UPSERT));
                }
                views.bulkWrite(bulk);
                acknowledged.set(number);
            }
        } catch (MongoException killed) {
            // What is expected: the server is gone.
        }
    }

    @Test
    void givenSigterm_whenStopped_thenItExitsByItselfWithItsDataOnDisk() throws Exception {
        views().insertOne(new Document("_id", 1));

        server.destroy();

        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log()).content().contains("Stopped; everything is on disk.");
        startServer();
        assertThat(views().countDocuments()).isEqualTo(1);
    }

    @Test
    void givenAFailedWrite_whenLogged_thenWithoutTheDocument() throws Exception {
        views().insertOne(new Document("_id", "jane@example.org"));
        try {
            views().insertOne(new Document("_id", "jane@example.org"));
        } catch (MongoWriteException expected) {
            assertThat(expected.getError().getCode()).isEqualTo(11000);
        }

        assertThat(Files.readString(log())).doesNotContain("jane@example.org").doesNotContain("SLF4J");
    }

    @Test
    void givenTheSameDocumentsWrittenOverAndOver_whenTimePasses_thenTheFileStaysSmall() throws Exception {
        for (int round = 0; round < 200; round++) {
            views().bulkWrite(upserts(200));
        }

        assertThat(Files.size(temp.resolve("data/mongo.mv.db"))).isLessThan(100L << 20);
    }

    private MongoCollection<Document> views() {
        return client.getDatabase("postledger").getCollection("views");
    }

    private static List<WriteModel<Document>> upserts(int count) {
        List<WriteModel<Document>> upserts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Document view = new Document("_id", "id-" + i).append("number", i).append("text", "x".repeat(200));
            upserts.add(new ReplaceOneModel<>(Filters.eq("_id", "id-" + i), view, UPSERT));
        }
        return upserts;
    }

    private void startServer() throws IOException {
        server = JavaChild.running(MongoServerMain.class.getName())
                .heapMegabytes(192)
                .arguments("--data", temp.resolve("data").toString(), "--port", String.valueOf(port))
                .start(log());
        Probe.port(port).await(server.toHandle(), Duration.ofSeconds(30));
    }

    private Path log() {
        return temp.resolve("mongo.log");
    }
}
