package io.postledger.projection.clickhouse;

import io.postledger.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** A projection into ClickHouse as small as they come. */
@ProcessingGroup("measured")
final class Measurements implements Projection {
    record Measured(String id, @Nullable Long value) {}

    final ClickHouseTable table;
    /** Makes of every value over 1,000 none that the table can store. */
    final AtomicBoolean poisoned = new AtomicBoolean();

    Measurements(ClickHouseStore store) {
        table = new ClickHouseTable(store, "measured", "measured_day");
    }

    @Override
    public List<ClickHouseTable> targets() {
        return List.of(table);
    }

    @EventHandler
    void on(Measured event, @Timestamp Instant at) {
        Object value = poisoned.get() && event.value() != null && event.value() > 1_000 ? "too much" : event.value();
        table.insert(new ClickHouseRow().set("id", event.id()).set("at", at).set("value", value));
    }
}
