package io.postledger.platform.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.Grant;
import io.postledger.platform.Pkce;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.RateLimit;
import io.postledger.platform.Timeouts;
import io.postledger.platform.x.SimulatedX.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it measures time")
class XPublishTest {

    private static final String TEXT = "Low tide at six & a <walk>: https://example.com/tide?a=1&b=2 🌊";

    private SimulatedX x;
    private Connected account;

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        x = new SimulatedX(data, new Timeouts(Duration.ofMillis(800), Duration.ofMillis(1500)));
        account = x.connect(SimulatedX.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        x.close();
    }

    @Test
    void givenText_whenPublished_thenItIsLiveOnceUnderTheIdGiven() {
        Published published = (Published) publish(TEXT);

        assertThat(x.truth()).containsExactly(TEXT);
        assertThat(x.http("GET", published.uri(), null).body()).contains("Low tide at six &amp; a &lt;walk&gt;");
        Exchange exchange = published.exchange();
        assertThat(exchange.operation()).isEqualTo("x.tweets.create");
        assertThat(exchange.statusOrNull()).isEqualTo(201);
        assertThat(exchange.requestIdOrNull()).isNotBlank();
        assertThat(exchange.rateLimits()).extracting(RateLimit::name).containsExactly("15min", "app-24hour");
        assertThat(exchange.rateLimits().get(0).remaining()).isEqualTo(99);
        assertThat(exchange.toString())
                .doesNotContain(account.grant().accessToken().reveal(), "Low tide");
    }

    @Test
    void givenSameTextAgain_whenPublished_thenRejectedAsDuplicate() {
        publish(TEXT);

        Rejected rejected = (Rejected) publish(TEXT);

        assertThat(rejected.code()).isEqualTo(Codes.DUPLICATE_CONTENT);
        assertThat(rejected.reason()).contains("duplicate content");
        assertThat(x.truth()).containsExactly(TEXT);
    }

    @Test
    void givenOverlongText_whenPublished_thenRejectedWithXsReason() {
        Rejected rejected = (Rejected) publish("a".repeat(281));

        assertThat(rejected.code()).isEqualTo(Codes.INVALID_REQUEST);
        assertThat(rejected.reason()).contains("too long");
        assertThat(x.truth()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT,   0, SERVER_ERROR",
        "ERROR_AFTER_COMMIT,    1, SERVER_ERROR",
        "RESET_BEFORE_COMMIT,   0, CONNECTION_LOST",
        "RESET_AFTER_COMMIT,    1, CONNECTION_LOST",
        "TIMEOUT_BEFORE_COMMIT, 0, TIMEOUT",
        "TIMEOUT_AFTER_COMMIT,  1, TIMEOUT",
        "GARBLED_ANSWER,        1, UNREADABLE_ANSWER"
    })
    void givenNetworkGivesNoDecidingAnswer_whenPublished_thenUnknownWhateverHappened(
            String fault, int live, String code) {
        x.fault("tweets.create", fault);

        Unknown unknown = (Unknown) publish(TEXT);

        assertThat(unknown.code()).isEqualTo(code);
        assertThat(x.truth()).hasSize(live);
        assertThat(x.calls("tweets.create", SimulatedX.HANDLE))
                .as("requests sent for one attempt")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void givenServerError_whenPublished_thenUnknown(int status) {
        x.fault("{\"endpoint\":\"tweets.create\",\"kind\":\"ERROR_AFTER_COMMIT\",\"status\":%d}".formatted(status));

        Unknown unknown = (Unknown) publish(TEXT);

        assertThat(unknown.exchange().statusOrNull()).isEqualTo(status);
        assertThat(x.truth()).hasSize(1);
    }

    @Test
    void givenBodyThatTricklesPastTheDeadline_whenPublished_thenUnknownInTime() {
        x.fault("{\"endpoint\":\"tweets.create\",\"kind\":\"SLOW_BODY\",\"delayMs\":6000}");
        Instant began = Instant.now();

        Unknown unknown = (Unknown) publish(TEXT);

        // Each piece comes within the silence allowed: only the total can end it.
        assertThat(unknown.code()).isEqualTo(Codes.TIMEOUT);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(x.truth()).hasSize(1);
    }

    @Test
    void givenDeadlineSoonerThanTimeouts_whenPublished_thenOutcomeByThen() {
        x.fault("tweets.create", "TIMEOUT_AFTER_COMMIT");
        Instant began = Instant.now();

        PublishOutcome outcome = publish(TEXT, began.plusMillis(300));

        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(Duration.between(began, Instant.now()).toMillis()).isBetween(200L, 790L);
    }

    @Test
    void givenDeadlinePassed_whenPublished_thenNothingIsSent() {
        NotSent notSent = (NotSent) publish(TEXT, Instant.now().minusMillis(1));

        assertThat(notSent.code()).isEqualTo(Codes.DEADLINE_PASSED);
        assertThat(x.calls("tweets.create", SimulatedX.HANDLE)).isZero();
    }

    @Test
    void givenNobodyListens_whenPublished_thenKnownNotSent() throws IOException {
        x.stopNetworks();

        NotSent notSent = (NotSent) publish(TEXT);

        assertThat(notSent.code()).isEqualTo(Codes.CONNECT_FAILED);
        assertThat(notSent.retryAt()).isEmpty();
    }

    @Test
    void givenLimitReached_whenPublished_thenNotSentUntilTheReset() {
        x.set("{\"x\":{\"limits\":{\"tweets.create\":2}}}");
        publish("one");
        publish("two");

        NotSent notSent = (NotSent) publish("three");

        assertThat(notSent.code()).isEqualTo(Codes.RATE_LIMITED);
        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(15, ChronoUnit.MINUTES), within(5, ChronoUnit.SECONDS));
        assertThat(x.truth()).containsExactly("one", "two");
        x.set("{\"timeShiftSeconds\":901}");
        assertThat(publish("three")).isInstanceOf(Published.class);
    }

    @Test
    void givenAppLimitOfTheDayReached_whenPublished_thenNotSentUntilThatReset() {
        x.set("{\"x\":{\"appTweetsPer24h\":1}}");
        publish("one");

        NotSent notSent = (NotSent) publish("two");

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plus(24, ChronoUnit.HOURS), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void givenRateLimitFault_whenPublished_thenNotSentWithItsReset() {
        x.fault("{\"endpoint\":\"tweets.create\",\"kind\":\"RATE_LIMITED\",\"delayMs\":60000}");

        NotSent notSent = (NotSent) publish(TEXT);

        assertThat(notSent.retryAt().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(60), within(5, ChronoUnit.SECONDS));
        assertThat(publish(TEXT)).isInstanceOf(Published.class);
    }

    @Test
    void givenExpiredToken_whenPublished_thenNeedsRefreshAndThenGoes() {
        x.fault("{\"kind\":\"EXPIRE_TOKENS\",\"account\":\"harbour_radio\"}");
        assertThat(publish(TEXT)).isInstanceOf(NeedsRefresh.class);
        assertThat(x.truth()).isEmpty();

        Grant fresh = x.refresh(account.grant().refreshToken().orElseThrow());
        account = new Connected(fresh, account.account());

        assertThat(publish(TEXT)).isInstanceOf(Published.class);
        assertThat(x.truth()).containsExactly(TEXT);
    }

    @Test
    void givenScopeMissing_whenPublished_thenRejected() {
        Pkce pkce = Pkce.generate(new SecureRandom());
        String code = x.consent(SimulatedX.HANDLE, pkce.challenge(), List.of("tweet.read", "users.read"));
        Grant readOnly = x.connector.exchangeCode(code, pkce.verifier(), SimulatedX.REDIRECT);
        account = new Connected(readOnly, account.account());

        Rejected rejected = (Rejected) publish(TEXT);

        assertThat(rejected.code()).isEqualTo(Codes.FORBIDDEN);
        assertThat(x.truth()).isEmpty();
    }

    private PublishOutcome publish(String text) {
        return publish(text, Instant.now().plusSeconds(30));
    }

    private PublishOutcome publish(String text, Instant deadline) {
        return x.publish(account, text, deadline);
    }
}
