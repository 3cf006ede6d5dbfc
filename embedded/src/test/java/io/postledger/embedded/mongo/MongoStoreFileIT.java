package io.postledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoStoreFileIT {

    private static final int KEYS = 20_000;
    private static final MongoStoreFile.Upkeep CONSTANT =
            new MongoStoreFile.Upkeep(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ZERO);

    @TempDir
    private Path temp;

    private final AtomicReference<RuntimeException> broken = new AtomicReference<>();
    private MongoStoreFile file;

    @BeforeEach
    void open() {
        file = new MongoStoreFile(temp.resolve("mongo.mv.db"), CONSTANT, broken::set);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void givenAScanThatOutlivesEveryRetention_whenAllIsRewrittenMeanwhile_thenItReadsOnAsItBegan() {
        MVMap<Integer, String> map = filled();

        long asItBegan = file.reading(() -> countWhileRewritten(map));

        assertThat(asItBegan).isEqualTo(KEYS);
        assertThat(broken.get()).isNull();
    }

    @Test
    void givenTheSameScan_whenItDoesNotSayThatItReads_thenItsPagesAreGone() {
        MVMap<Integer, String> map = filled();

        assertThatThrownBy(() -> countWhileRewritten(map)).isInstanceOf(MVStoreException.class);
    }

    @Test
    void givenAFileOfTheFormatBefore_whenOpened_thenItStartsEmpty() {
        file.close();
        Path old = temp.resolve("old.mv.db");
        try (MVStore store = MVStore.open(old.toString())) {
            store.openMap("databases.postledger.posts").put("id", "document");
        }

        file = new MongoStoreFile(old, CONSTANT, broken::set);

        assertThat(file.store().getMapNames()).isEmpty();
        assertThat(Files.exists(old)).isTrue();
    }

    @Test
    void givenACommandThatWritesMuch_whenItIsHalfDone_thenNothingOfItIsInTheFile() {
        MVMap<Integer, String> map = file.store().openMap("big");
        long before = file.store().getCurrentVersion();

        long within = file.durably(() -> {
            for (int i = 0; i < 3_000; i++) {
                map.put(i, "x".repeat(10_000));
            }
            return file.store().getCurrentVersion();
        });

        assertThat(within).isEqualTo(before);
        assertThat(file.store().getCurrentVersion()).isGreaterThan(before);
    }

    private MVMap<Integer, String> filled() {
        MVMap<Integer, String> map = file.store().openMap("views");
        file.store().setCacheSize(1);
        rewrite(map, "first");
        return map;
    }

    private void rewrite(MVMap<Integer, String> map, String round) {
        for (int from = 0; from < KEYS; from += 500) {
            int begin = from;
            file.durably(() -> {
                for (int i = begin; i < begin + 500; i++) {
                    map.put(i, round + "x".repeat(200));
                }
                return null;
            });
        }
    }

    /** Reads a little, waits until all that was there is rewritten many times, and reads the rest. */
    private long countWhileRewritten(MVMap<Integer, String> map) {
        Iterator<String> values = map.values().iterator();
        long count = 0;
        for (; count < 100; count++) {
            values.next();
        }
        for (int round = 0; round < 8; round++) {
            rewrite(map, "round " + round);
        }
        while (values.hasNext()) {
            if (values.next().startsWith("first")) {
                count++;
            }
        }
        return count;
    }
}
