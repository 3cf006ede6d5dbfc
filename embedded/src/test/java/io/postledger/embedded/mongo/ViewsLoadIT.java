package io.postledger.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
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
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsLoadIT {

    private static final int POSTS = Integer.getInteger("views.posts", 20_000);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    @Test
    void load() throws Exception {
        int port = FreePorts.any();
        Process server = JavaChild.running(MongoServerMain.class.getName())
                .heapMegabytes(Integer.getInteger("views.heap", 192))
                .arguments("--data", temp.resolve("data").toString(), "--port", String.valueOf(port))
                .start(temp.resolve("log"));
        Probe.port(port).await(server.toHandle(), Duration.ofSeconds(30));
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            run(client, server);
        } finally {
            System.out.println(Files.readString(temp.resolve("log")));
            server.destroyForcibly().waitFor();
        }
    }

    private void run(MongoClient client, Process server) throws Exception {
        MongoCollection<Document> posts = client.getDatabase("views").getCollection("posts");
        MongoCollection<Document> calendar = client.getDatabase("views").getCollection("calendar");
        if (Boolean.getBoolean("views.old")) {
            posts.createIndex(Indexes.ascending("_id", "events"), new IndexOptions().unique(true));
            calendar.createIndex(Indexes.ascending("_id", "events"), new IndexOptions().unique(true));
        }
        posts.createIndex(Indexes.compoundIndex(Indexes.ascending("workspaceId"), Indexes.descending("_id")));
        posts.createIndex(Indexes.compoundIndex(Indexes.ascending("workspaceId", "state"), Indexes.descending("_id")));
        posts.createIndex(Indexes.compoundIndex(
                Indexes.ascending("workspaceId", "targets.accountId"), Indexes.descending("_id")));
        calendar.createIndex(Indexes.ascending("workspaceId", "at"));
        long start = System.nanoTime();
        bulk(posts, i -> post(i, 0));
        System.out.printf("%d posts inserted in %d ms%n", POSTS, (System.nanoTime() - start) / 1_000_000);
        bulk(calendar, ViewsLoadIT::entry);
        Random random = new Random(1);
        for (int writers : new int[] {0, 2}) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger replaced = new AtomicInteger();
            ExecutorService pool = Executors.newFixedThreadPool(2);
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int seed = w;
                running.add(pool.submit(() -> {
                    Random r = new Random(seed);
                    for (int n = 0; !stop.get(); n++) {
                        int i = r.nextInt(POSTS / 2) * 2 + seed;
                        Document before = posts.find(new Document("_id", id(i))).first();
                        long events = before.getLong("events");
                        long matched = posts.replaceOne(
                                        new Document("_id", id(i)).append("events", events), post(i, events + 1))
                                .getMatchedCount();
                        assertThat(matched).isEqualTo(1);
                        replaced.incrementAndGet();
                    }
                }));
            }
            long from = System.nanoTime();
            measure("page, first", writers, () -> page(posts, null, null));
            measure("page, from the middle", writers, () -> page(posts, null, id(random.nextInt(POSTS))));
            measure("page of an account", writers, () -> page(posts, "acc_7", id(random.nextInt(POSTS))));
            measure(
                    "find by id",
                    writers,
                    () -> posts.find(eq("_id", id(random.nextInt(POSTS)))).first());
            measure("1000 entries by id", writers, () -> {
                List<String> ids = new ArrayList<>();
                int at = random.nextInt(POSTS - 1000);
                for (int i = at; i < at + 1000; i++) ids.add(id(i));
                int found = 0;
                for (int i = 0; i < 1000; i += 100) {
                    found += calendar.find(in("_id", ids.subList(i, i + 100)))
                            .into(new ArrayList<>())
                            .size();
                }
                assertThat(found).isEqualTo(1000);
                return found;
            });
            measure("month of 1000 entries by range", writers, () -> {
                int at = random.nextInt(POSTS - 1000);
                Bson month = and(eq("workspaceId", "ws_0"), gte("at", at(at)), lt("at", at(at + 1000)));
                assertThat(calendar.find(month).into(new ArrayList<>())).hasSize(1000);
                return null;
            });
            if (writers > 0) {
                Thread.sleep(3000);
            }
            System.out.printf("replaces a second beside it: %.0f%n", replaced.get() * 1e9 / (System.nanoTime() - from));
            stop.set(true);
            for (Future<?> f : running) f.get();
        }
        // writes alone
        AtomicInteger replaced = new AtomicInteger();
        long from = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < 2; w++) {
            int seed = w;
            Thread t = new Thread(() -> {
                Random r = new Random(10 + seed);
                while (System.nanoTime() - from < 10_000_000_000L) {
                    int i = r.nextInt(POSTS / 2) * 2 + seed;
                    Document before = posts.find(new Document("_id", id(i))).first();
                    long events = before.getLong("events");
                    posts.replaceOne(new Document("_id", id(i)).append("events", events), post(i, events + 1));
                    replaced.incrementAndGet();
                }
            });
            t.start();
            threads.add(t);
        }
        for (Thread t : threads) t.join();
        System.out.printf("replaces a second alone, two writers: %.0f%n", replaced.get() / 10.0);
        System.out.printf(
                "rss %s, file %d MB%n",
                Files.readString(Path.of("/proc/" + server.pid() + "/status"))
                        .lines()
                        .filter(l -> l.startsWith("VmRSS") || l.startsWith("VmHWM"))
                        .toList(),
                Files.size(temp.resolve("data/mongo.mv.db")) >> 20);
    }

    interface Work {
        Object run() throws Exception;
    }

    private static void measure(String what, int writers, Work work) throws Exception {
        List<Double> times = new ArrayList<>();
        long until = System.nanoTime() + 6_000_000_000L;
        for (int i = 0; i < 60 && (i < 3 || System.nanoTime() < until); i++) {
            long start = System.nanoTime();
            work.run();
            times.add((System.nanoTime() - start) / 1e6);
        }
        times.sort(null);
        System.out.printf(
                "%s, %d writers: p50 %.1f ms, p90 %.1f ms, max %.1f ms (%d)%n",
                what,
                writers,
                times.get(times.size() / 2),
                times.get(times.size() * 9 / 10),
                times.get(times.size() - 1),
                times.size());
    }

    private static Object page(MongoCollection<Document> posts, String account, String cursor) {
        List<Bson> filters = new ArrayList<>(List.of(eq("workspaceId", "ws_0"), ne("state", "DELETED")));
        if (account != null) filters.add(eq("targets.accountId", account));
        if (cursor != null) filters.add(lt("_id", cursor));
        return posts.find(and(filters)).sort(Sorts.descending("_id")).limit(51).into(new ArrayList<>());
    }

    private static void bulk(MongoCollection<Document> to, IntFunction<Document> make) {
        List<InsertOneModel<Document>> inserts = new ArrayList<>();
        for (int i = 0; i < POSTS + POSTS / 5; i++) {
            inserts.add(new InsertOneModel<>(make.apply(i)));
            if (inserts.size() == 500) {
                to.bulkWrite(inserts);
                inserts.clear();
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
