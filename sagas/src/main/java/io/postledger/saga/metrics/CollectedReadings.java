package io.postledger.saga.metrics;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.publication.PublicationId;
import io.postledger.messaging.ProcessCommands;
import io.postledger.platform.FetchedMetrics;
import io.postledger.platform.MetricReading;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what was read into the log, and plans each post's next reading. A process that dies between the two reads again:
 * counters are totals, so a reading more makes nothing count twice.
 */
@Component
class CollectedReadings {
    /** Names this source in batches of metrics. */
    static final String SOURCE = "postledger.collection";

    /** A post that the network did not show that often in succession is gone; once may be a delay of its own. */
    private static final int GONE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(CollectedReadings.class);

    private final CollectedPosts posts;
    private final CollectionSettings settings;
    private final ProcessCommands commands;
    private final Clock clock;

    CollectedReadings(CollectedPosts posts, CollectionSettings settings, CommandGateway gateway, Clock clock) {
        this.posts = posts;
        this.settings = settings;
        this.commands = new ProcessCommands(gateway, "metrics-collection");
        this.clock = clock;
    }

    void take(CollectedPosts.DueAccount account, List<CollectedPost> asked, FetchedMetrics fetched) {
        Map<String, MetricReading> byExternalId = fetched.readings().stream()
                .collect(Collectors.toMap(MetricReading::externalId, Function.identity(), (one, same) -> one));
        List<IngestMetrics.Reading> readings = new ArrayList<>();
        for (CollectedPost post : asked) {
            MetricReading reading = byExternalId.get(post.externalId());
            if (reading != null) {
                readings.add(new IngestMetrics.Reading(
                        new PublicationId(post.publicationId()), reading.readAt(), Counts.of(reading.counters())));
            }
        }
        if (!readings.isEmpty()) {
            ingest(account, readings);
        }
        Instant now = clock.instant();
        for (CollectedPost post : asked) {
            boolean shown = byExternalId.containsKey(post.externalId());
            int missing = shown ? 0 : post.timesMissing() + 1;
            Instant next = missing >= GONE
                    ? null
                    : settings.next(post.publishedAt(), now).orElse(null);
            posts.plan(post.publicationId(), next, missing);
        }
    }

    /** The window is from the first reading to the last: the same readings sent again are the same batch. */
    private void ingest(CollectedPosts.DueAccount account, List<IngestMetrics.Reading> readings) {
        AccountId accountId = new AccountId(account.accountId());
        Instant start = readings.stream()
                .map(IngestMetrics.Reading::observedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant end = readings.stream()
                .map(IngestMetrics.Reading::observedAt)
                .max(Instant::compareTo)
                .orElseThrow()
                .plusMillis(1);
        try {
            commands.send(
                    account.workspaceId(),
                    new IngestMetrics(
                            MetricsBatchId.of(SOURCE, accountId, start, end), SOURCE, accountId, start, end, readings));
        } catch (RejectedException e) {
            if (e.code().kind() == RejectionCode.Kind.UNAVAILABLE) {
                throw e;
            }
            // They would be refused again; the next reading is another.
            LOG.warn("Metrics of {} were refused: {}", account.accountId(), e.getMessage());
        }
    }
}
