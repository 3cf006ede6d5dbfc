package io.postledger.ledger.build;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * How the ledger stands, as meters: {@code postledger.ledger.reread.round}, which from 1 is under way or was the last,
 * {@code .reread.next}, the leaf it goes on with, and {@code .findings} that still stand.
 */
final class LedgerMetrics implements SmartInitializingSingleton {
    private static final String PREFIX = "postledger.ledger.";

    private final LedgerReread reread;
    private final List<MeterRegistry> meters;

    LedgerMetrics(LedgerReread reread, List<MeterRegistry> meters) {
        this.reread = reread;
        this.meters = meters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        meters.forEach(this::register);
    }

    private void register(MeterRegistry meter) {
        Gauge.builder(
                        PREFIX + "reread.round",
                        reread,
                        one -> one.round().map(RereadTables.Round::number).orElse(0L))
                .register(meter);
        Gauge.builder(
                        PREFIX + "reread.next",
                        reread,
                        one -> one.round().map(RereadTables.Round::next).orElse(0L))
                .register(meter);
        Gauge.builder(PREFIX + "findings", reread, one -> one.findings().size()).register(meter);
    }
}
