package io.postledger.web.metrics;

import io.postledger.api.CommandResult;
import io.postledger.api.account.AccountId;
import io.postledger.api.metrics.AccountMetrics;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.FindAccountMetrics;
import io.postledger.api.metrics.FindPostMetrics;
import io.postledger.api.metrics.Granularity;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.metrics.PostMetrics;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}")
@Tag(name = "Metrics")
class MetricsController {
    /** What is shown where the caller does not say from when. */
    private static final Duration USUAL_SPAN = Duration.ofDays(30);

    private final Messages messages;
    private final Clock clock;

    MetricsController(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Schema(name = "MetricsBatch")
    record Batch(
            @Schema(description = "Who measured: at most 100 characters", example = "x-export")
            @NotBlank
            @Size(max = 100)
            String source,

            @NotNull AccountId accountId,

            @Schema(description = "UTC, inclusive", example = "2026-11-01T00:00:00Z") @NotNull
            Instant windowStart,

            @Schema(description = "UTC, exclusive; at most 31 days after windowStart", example = "2026-11-02T00:00:00Z")
            @NotNull
            Instant windowEnd,

            @Schema(description = "1 to 500") @NotNull List<@NotNull @Valid Reading> readings) {}

    @Schema(name = "MetricsReading")
    record Reading(
            @NotNull PublicationId publicationId,

            @Schema(
                    description = "When the counters stood so (UTC), within the window",
                    example = "2026-11-01T12:00:00Z")
            @NotNull
            Instant observedAt,

            @Schema(description = "Totals since publication; one that the network does not have is left out, never 0")
            @NotNull
            Counters counters) {}

    @PostMapping("/metrics/batches")
    @Operation(
            summary = "Take in a batch of readings",
            description = "One batch for each source, account and window: repeating it changes nothing. Refused with"
                    + " METRICS_BATCH_EMPTY, METRICS_BATCH_TOO_LARGE, METRICS_DUPLICATE_READING, METRICS_UNKNOWN_POST,"
                    + " METRICS_NEGATIVE_COUNT, METRICS_IN_FUTURE, METRICS_OUTSIDE_WINDOW, ACCOUNT_NOT_FOUND,"
                    + " METRICS_WINDOW_ALREADY_INGESTED (the same window with other readings).")
    ResponseEntity<CommandResult> ingest(Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody Batch body) {
        MetricsBatchId id = MetricsBatchId.of(body.source(), body.accountId(), body.windowStart(), body.windowEnd());
        List<IngestMetrics.Reading> readings = body.readings().stream()
                .map(reading ->
                        new IngestMetrics.Reading(reading.publicationId(), reading.observedAt(), reading.counters()))
                .toList();
        CommandResult result = messages.send(
                call,
                new IngestMetrics(id, body.source(), body.accountId(), body.windowStart(), body.windowEnd(), readings));
        return Answers.created("/api/workspaces/" + ws + "/metrics/batches/" + id, result);
    }

    @GetMapping("/posts/{post}/metrics")
    @Operation(
            summary = "Metrics of one post",
            description = "Counters as they stood at each reading, or at the last reading of each hour or day (UTC)."
                    + " Refused with POST_NOT_FOUND.")
    PostMetrics ofPost(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @RequestParam(defaultValue = "DAY") Granularity granularity,
            @Parameter(description = "UTC, inclusive; 30 days before to where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "UTC, exclusive; now where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to) {
        Instant end = to == null ? clock.instant() : to;
        Instant start = from == null ? end.minus(USUAL_SPAN) : from;
        return messages.ask(call, new FindPostMetrics(post, granularity, start, end), PostMetrics.class);
    }

    @GetMapping("/metrics/daily")
    @Operation(summary = "What each day added", description = "Over the posts of one account, or of all.")
    AccountMetrics daily(
            Call call,
            @PathVariable WorkspaceId ws,
            @RequestParam(required = false) @Nullable AccountId account,
            @Parameter(description = "Day in UTC, inclusive; 30 days before to where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate from,
            @Parameter(description = "Day in UTC, inclusive; today where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate to) {
        LocalDate end = to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : to;
        LocalDate start = from == null ? end.minusDays(USUAL_SPAN.toDays()) : from;
        return messages.ask(call, new FindAccountMetrics(account, start, end), AccountMetrics.class);
    }
}
