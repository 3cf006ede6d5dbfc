package io.postledger.projection.mongo;

import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.ProjectionRig;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Notes on a real store, projected by Axon's own processors in two segments and small batches. */
abstract class WithNotes {
    static final Duration SOON = Duration.ofSeconds(30);

    final MongoStore store = new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(5));
    final ProjectionRig rig = new ProjectionRig(store, 7, 2);
    final Notes notes = new Notes(store);

    @AfterEach
    void close() {
        rig.close();
        store.close();
    }
}
