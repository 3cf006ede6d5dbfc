package io.postledger.command.metrics;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.metrics.MetricsIngested;
import io.postledger.api.post.PostImported;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.command.AggregateFixture;
import io.postledger.command.OnPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a batch by itself may hold is {@link ReadingPolicyTest}'s. */
@OnPostgres
class IngestMetricsTest extends AggregateFixture<MetricsBatch> {
    private static final String POST = "post_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String PUBLISHED = "pub_01jqaaaaaaaaaaaaaaaaaaaaaa";
    private static final String IMPORTED = "pub_01jqbbbbbbbbbbbbbbbbbbbbbb";
    private static final String OF_SECOND_ACCOUNT = "pub_01jqcccccccccccccccccccccc";
    private static final String UNKNOWN = "pub_01jqdddddddddddddddddddddd";
    private static final Instant WENT_OUT = NOW.minus(Duration.ofDays(2));
    private static final Instant START = NOW.minus(Duration.ofHours(1));
    private static final Counters COUNTERS = new Counters(100L, 7L, null, 0L, null, null, null);

    @Autowired
    PublicationDirectory directory;

    IngestMetricsTest() {
        super(MetricsBatch.class);
    }

    @BeforeEach
    void publicationsOfTheWorkspace() {
        fixture.registerInjectableResource(directory);
        directory.take(published(PUBLISHED, ACCOUNT));
        directory.take(published(OF_SECOND_ACCOUNT, SECOND_ACCOUNT));
        directory.take(new GenericDomainEventMessage<>(
                "Post",
                POST,
                0,
                new PostImported(POST, WORKSPACE, IMPORTED, ACCOUNT, Platform.X, "Hello", "1", null, WENT_OUT)));
    }

    private static GenericDomainEventMessage<?> published(String publication, String account) {
        return new GenericDomainEventMessage<>(
                "Publication",
                publication,
                2,
                new PublicationPublished(
                        publication, 1, POST, account, "1", null, WENT_OUT, new Exchange(201, null, null, 1)),
                Map.of(MessageContext.WORKSPACE, WORKSPACE));
    }

    private static IngestMetrics batch(String account, String... publications) {
        return batch(account, COUNTERS, publications);
    }

    private static IngestMetrics batch(String account, Counters counters, String... publications) {
        AccountId id = new AccountId(account);
        return new IngestMetrics(
                MetricsBatchId.of("x-api", id, START, NOW),
                "x-api",
                id,
                START,
                NOW,
                List.of(publications).stream()
                        .map(publication -> new IngestMetrics.Reading(new PublicationId(publication), START, counters))
                        .toList());
    }

    private static MetricsIngested ingested(String... publications) {
        return new MetricsIngested(
                batch(ACCOUNT, publications).batchId().value(),
                WORKSPACE,
                "x-api",
                ACCOUNT,
                Platform.X,
                START,
                NOW,
                List.of(publications).stream()
                        .map(publication -> new MetricsIngested.Reading(publication, POST, WENT_OUT, START, COUNTERS))
                        .toList());
    }

    @Test
    void givenPublication_whenReadingsComeIn_thenIngestedWithPostAndTimeItWentOut() {
        when(fixture.givenNoPriorActivity(), batch(ACCOUNT, PUBLISHED))
                .expectEvents(ingested(PUBLISHED))
                .expectResultMessagePayload(
                        new CommandResult(batch(ACCOUNT).batchId().value(), 0));
    }

    @Test
    void givenImportedPost_whenReadingsComeIn_thenIngested() {
        when(fixture.givenNoPriorActivity(), batch(ACCOUNT, PUBLISHED, IMPORTED))
                .expectEvents(ingested(PUBLISHED, IMPORTED));
    }

    @Test
    void givenIngested_whenRequestRepeated_thenAnsweredAsTheFirstTimeWithoutEvent() {
        IngestMetrics batch = batch(ACCOUNT, PUBLISHED);
        fixture.givenCommands(new GenericCommandMessage<>(batch, context()))
                .when(batch, context())
                .expectNoEvents()
                .expectResultMessagePayload(new CommandResult(batch.batchId().value(), 0));
    }

    @Test
    void givenIngested_whenTheSameComesByAnotherRequest_thenAnsweredAsTheFirstTimeWithoutEvent() {
        fixture.given(ingested(PUBLISHED))
                .when(batch(ACCOUNT, PUBLISHED), context(WORKSPACE, "request-2"))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new CommandResult(batch(ACCOUNT).batchId().value(), 0));
    }

    @Test
    void givenIngested_whenOtherCountsComeForTheWindow_thenRejected() {
        Counters more = new Counters(101L, 7L, null, 0L, null, null, null);
        assertRejected(
                fixture.given(ingested(PUBLISHED)).when(batch(ACCOUNT, more, PUBLISHED), context(WORKSPACE, "r")),
                RejectionCode.METRICS_WINDOW_ALREADY_INGESTED);
    }

    @Test
    void givenIngested_whenMoreReadingsComeForTheWindow_thenRejected() {
        assertRejected(
                fixture.given(ingested(PUBLISHED)).when(batch(ACCOUNT, PUBLISHED, IMPORTED), context(WORKSPACE, "r")),
                RejectionCode.METRICS_WINDOW_ALREADY_INGESTED);
    }

    @Test
    void givenIngested_whenSentFromAnotherWorkspace_thenNotFound() {
        assertRejected(
                fixture.given(ingested(PUBLISHED)).when(batch(ACCOUNT, PUBLISHED), context(OTHER_WORKSPACE, "r")),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenNothing_whenAccountIsOfAnotherWorkspace_thenNotFound() {
        assertRejected(
                fixture.givenNoPriorActivity().when(batch(ACCOUNT, PUBLISHED), context(OTHER_WORKSPACE, "r")),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenNothing_whenAccountUnknown_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), batch("acct_01jqzzzzzzzzzzzzzzzzzzzzzz", PUBLISHED)),
                RejectionCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void givenNothing_whenPublicationUnknown_thenWholeBatchRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), batch(ACCOUNT, PUBLISHED, UNKNOWN)),
                RejectionCode.METRICS_UNKNOWN_POST);
    }

    @Test
    void givenNothing_whenPublicationIsOfAnotherAccount_thenWholeBatchRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), batch(ACCOUNT, PUBLISHED, OF_SECOND_ACCOUNT)),
                RejectionCode.METRICS_UNKNOWN_POST);
    }

    @Test
    void givenDisconnectedAccount_whenItsLastReadingsComeIn_thenPublicationDecides() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), batch(DISCONNECTED_ACCOUNT, PUBLISHED)),
                RejectionCode.METRICS_UNKNOWN_POST);
    }

    @Test
    void givenNothing_whenBatchIsRefusedByItself_thenRejected() {
        assertRejected(when(fixture.givenNoPriorActivity(), batch(ACCOUNT)), RejectionCode.METRICS_BATCH_EMPTY);
        assertRejected(
                when(
                        fixture.givenNoPriorActivity(),
                        batch(ACCOUNT, new Counters(-1L, null, null, null, null, null, null), PUBLISHED)),
                RejectionCode.METRICS_NEGATIVE_COUNT);
    }
}
