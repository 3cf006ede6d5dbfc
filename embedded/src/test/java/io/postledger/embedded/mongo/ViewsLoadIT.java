package io.postledger.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.postledger.embedded.launch.FreePorts;
import io.postledger.embedded.launch.JavaChild;
import io.postledger.embedded.launch.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The views' reads beside their writes. Prints what docs/measurements.md has, there with {@code -Dviews.posts=100000}; the
 * bounds are many times that, for machines that do other things.
 */
@Isolated("it measures time")
class ViewsLoadIT {

    private static final int POSTS = Integer.getInteger("views.posts", 20_000);
    private static final int OF_A_MONTH = 1_000;
    private static final int TIMES = 60;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    private final Random random = new Random(1);
    private Process server;
    private MongoClient client;
    private MongoCollection<Document> posts;
    private MongoCollection<Document> calendar;

    @BeforeEach
    void fill() throws Exception {
        int port = FreePorts.any();
        server = JavaChild.running(MongoServerMain.class.getName())
                .heapMegabytes(192)
                .arguments("--data", temp.resolve("data").toString(), "--port", String.valueOf(port))
                .start(temp.resolve("log"));
        Probe.port(port).await(server.toHandle(), Duration.ofSeconds(30));
        client = MongoClients.create("mongodb://127.0.0.1:" + port);
        posts = client.getDatabase("views").getCollection("posts");
        posts.createIndex(Indexes.compoundIndex(Indexes.ascending("workspaceId"), Indexes.descending("_id")));
        posts.createIndex(Indexes.compoundIndex(Indexes.ascending("workspaceId", "state"), Indexes.descending("_id")));
        posts.createIndex(Indexes.compoundIndex(
                Indexes.ascending("workspaceId", "targets.accountId"), Indexes.descending("_id")));
        calendar = client.getDatabase("views").getCollection("calendar");
        calendar.createIndex(Indexes.ascending("workspaceId", "at"));
        insert(posts, i -> post(i, 0));
        insert(calendar, ViewsLoadIT::entry);
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.close();
        server.destroyForcibly().waitFor();
    }

    @Test
    void givenTwoWriters_whenPagesMonthsAndPostsAreRead_thenEachTakesMillisecondsAndTheHeapIsEnough() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger replaced = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(2);
        List<Future<?>> writing = IntStream.range(0, 2)
                .<Future<?>>mapToObj(writer -> writers.submit(() -> replace(writer, stop, replaced)))
                .toList();
        long begin = System.nanoTime();

        double page = median("page of 51 posts", i -> page(null, id(i)), 51);
        double ofAccount = median("page of 51 posts of an account", i -> page("acc_" + i % 10, id(i)), 51);
        double month = median("month of 1,000 entries", this::month, OF_A_MONTH);
        double byIds = median("1,000 entries by id", this::byIds, OF_A_MONTH);
        double post = median("post by id", i -> size(posts.find(eq("_id", id(i)))), 1);

        double seconds = (System.nanoTime() - begin) / 1e9;
        stop.set(true);
        for (Future<?> writer : writing) {
            writer.get();
        }
        writers.shutdown();
        System.out.printf("replaces beside these: %.0f a second%n", replaced.get() / seconds);
        System.out.println("server: " + memory());
        assertThat(page).isLessThan(500);
        assertThat(ofAccount).isLessThan(500);
        assertThat(month).isLessThan(1_000);
        assertThat(byIds).isLessThan(1_000);
        assertThat(post).isLessThan(50);
        assertThat(replaced.get()).isPositive();
        assertThat(server.isAlive()).isTrue();
    }

    private void replace(int writer, AtomicBoolean stop, AtomicInteger replaced) {
        Random own = new Random(writer);
        while (!stop.get()) {
            int i = own.nextInt(POSTS / 2) * 2 + writer;
            long events = posts.find(eq("_id", id(i))).first().getLong("events");
            Document guarded = new Document("_id", id(i)).append("events", events);
            assertThat(posts.replaceOne(guarded, post(i, events + 1)).getMatchedCount())
                    .isEqualTo(1);
            replaced.incrementAndGet();
        }
    }

    /** In milliseconds. The reads begin in the upper half, so that what they ask for is there. */
    private double median(String what, ToIntFunction<Integer> read, int expected) {
        List<Double> times = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            int from = POSTS / 2 + random.nextInt(POSTS / 2 - OF_A_MONTH);
            long begin = System.nanoTime();
            assertThat(read.applyAsInt(from)).isEqualTo(expected);
            times.add((System.nanoTime() - begin) / 1e6);
        }
        times.sort(null);
        double median = times.get(TIMES / 2);
        System.out.printf(
                "%s, %d posts, two writers: p50 %.1f, p90 %.1f ms%n", what, POSTS, median, times.get(TIMES * 9 / 10));
        return median;
    }

    private int page(String account, String cursor) {
        List<Bson> filters = new ArrayList<>();
        filters.add(eq("workspaceId", "ws_0"));
        filters.add(ne("state", "DELETED"));
        if (account != null) {
            filters.add(eq("targets.accountId", account));
        }
        filters.add(lt("_id", cursor));
        return posts.find(and(filters))
                .sort(Sorts.descending("_id"))
                .limit(51)
                .into(new ArrayList<>())
                .size();
    }

    private int month(int from) {
        return size(
                calendar.find(and(eq("workspaceId", "ws_0"), gte("at", at(from)), lt("at", at(from + OF_A_MONTH)))));
    }

    private int byIds(int from) {
        return size(calendar.find(in(
                "_id",
                IntStream.range(from, from + OF_A_MONTH)
                        .mapToObj(ViewsLoadIT::id)
                        .toList())));
    }

    private static int size(FindIterable<Document> found) {
        return found.into(new ArrayList<>()).size();
    }

    private String memory() throws Exception {
        return String.join(
                ", ",
                Files.readString(Path.of("/proc/" + server.pid() + "/status"))
                        .lines()
                        .filter(line -> line.startsWith("VmHWM"))
                        .toList());
    }

    private static void insert(MongoCollection<Document> into, IntFunction<Document> make) {
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < POSTS + POSTS / 5; i++) {
            batch.add(make.apply(i));
            if (batch.size() == 500) {
                into.insertMany(batch);
                batch.clear();
            }
        }
    }

    private static String id(int i) {
        return String.format("post_01jd8y3e4f7z9k2m5n%08d", i);
    }

    private static Date at(int i) {
        return Date.from(FIRST.plus(Duration.ofMinutes(43L * i)));
    }

    private static String workspace(int i) {
        return i < POSTS ? "ws_0" : "ws_1";
    }

    private static Document post(int i, long events) {
        return new Document("_id", id(i))
                .append("seen", new Document(id(i), events))
                .append("events", events)
                .append("workspaceId", workspace(i))
                .append("state", i % 17 == 0 ? "DELETED" : i % 3 == 0 ? "DRAFT" : "PUBLISHED")
                .append("text", "The quick brown fox jumps over the lazy dog. ".repeat(4) + i)
                .append("contentVersion", 1)
                .append("createdBy", "user:user_01jd8y3e4f7z9k2m5n6p7q8r9s")
                .append("createdAt", at(i))
                .append("updatedAt", at(i))
                .append("targets", List.of(target("acc_" + i % 10, i), target("acc_x" + i % 3, i)));
    }

    private static Document target(String account, int i) {
        return new Document("accountId", account).append("platform", "X").append("publicationId", "pub_" + id(i));
    }

    private static Document entry(int i) {
        return new Document("_id", id(i))
                .append("seen", new Document(id(i), 3L))
                .append("events", 3L)
                .append("workspaceId", workspace(i))
                .append("state", "PUBLISHED")
                .append("excerpt", "The quick brown fox jumps over the lazy dog. " + i)
                .append("platforms", List.of("X"))
                .append("at", at(i));
    }
}
