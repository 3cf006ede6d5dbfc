package io.postledger.command.metrics;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.command.Root;
import io.postledger.command.account.KnownAccount;
import io.postledger.command.account.KnownAccounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One source's readings of one account for one window: taken in once, however often they are sent. */
@Aggregate
public class MetricsBatch extends Root {
    @AggregateIdentifier
    private @Nullable String batchId;

    private @Nullable String workspaceId;
    private List<MetricsIngested.Reading> readings = List.of();

    protected MetricsBatch() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            IngestMetrics command,
            @MetaDataValue(MessageContext.WORKSPACE) String workspace,
            KnownAccounts accounts,
            KnownPublications publications,
            Clock clock) {
        ReadingPolicy.require(command, clock.instant());
        Platform platform = accounts.find(workspace, command.accountId().value())
                .map(KnownAccount::platform)
                .orElseThrow(() ->
                        new RejectedException(RejectionCode.ACCOUNT_NOT_FOUND, "The workspace has no such account"));
        List<MetricsIngested.Reading> accepted = withPublications(command, workspace, publications);
        if (batchId == null) {
            apply(new MetricsIngested(
                    command.batchId().value(),
                    workspace,
                    command.metricsSource(),
                    command.accountId().value(),
                    platform,
                    command.windowStart(),
                    command.windowEnd(),
                    accepted));
        } else if (!accepted.equals(readings)) {
            throw new RejectedException(
                    RejectionCode.METRICS_WINDOW_ALREADY_INGESTED,
                    "This source has delivered other readings of this account for this window");
        }
    }

    private static List<MetricsIngested.Reading> withPublications(
            IngestMetrics command, String workspace, KnownPublications publications) {
        List<String> ids = command.readings().stream()
                .map(reading -> reading.publicationId().value())
                .distinct()
                .toList();
        Map<String, KnownPublication> known =
                publications.find(workspace, command.accountId().value(), ids);
        List<MetricsIngested.Reading> accepted = new ArrayList<>();
        for (IngestMetrics.Reading reading : command.readings()) {
            KnownPublication publication = known.get(reading.publicationId().value());
            if (publication == null) {
                throw ReadingPolicy.rejected(
                        RejectionCode.METRICS_UNKNOWN_POST,
                        "A reading is of no publication of this account",
                        accepted.size());
            }
            accepted.add(new MetricsIngested.Reading(
                    publication.publicationId(),
                    publication.postId(),
                    publication.publishedAt(),
                    reading.observedAt(),
                    reading.counters()));
        }
        return accepted;
    }

    @EventSourcingHandler
    void on(MetricsIngested event) {
        batchId = event.batchId();
        workspaceId = event.workspaceId();
        readings = event.readings();
    }

    @Override
    protected @Nullable String id() {
        return batchId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.ACCOUNT_NOT_FOUND;
    }
}
