package io.postledger.platform.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.x.SimulatedX.Connected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XLookUpTest {

    private SimulatedX x;
    private Connected account;
    private final Instant began = Instant.now();

    @BeforeEach
    void connect(@TempDir Path data) throws IOException {
        x = new SimulatedX(data);
        account = x.connect(SimulatedX.HANDLE);
    }

    @AfterEach
    void stop() throws IOException {
        x.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "  ends trimmed \n",
                "Tom & Jerry <3 \"quotes\" &amp; already escaped",
                "link https://Example.com/a?b=1&c=2#d and bare example.org, twice https://example.com/a",
                "lines\n\nand\ttabs  and   blanks",
                "caf\u0065\u0301 \uD83C\uDF0A \u65E5\u672C\u8A9E"
            })
    void givenAnswerLostAfterCommit_whenLookedUp_thenFoundHoweverXShowsIt(String text) {
        x.fault("tweets.create", "ERROR_AFTER_COMMIT");
        assertThat(publish(text)).isInstanceOf(Unknown.class);

        Found found = (Found) find(text, began);

        assertThat(x.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
        assertThat(x.truth()).hasSize(1);
    }

    @Test
    void givenAnswerLostBeforeCommit_whenLookedUp_thenAbsent() {
        publish("something else");
        x.fault("tweets.create", "RESET_BEFORE_COMMIT");
        assertThat(publish("never arrived")).isInstanceOf(Unknown.class);

        assertThat(find("never arrived", began)).isInstanceOf(Absent.class);
    }

    @Test
    void givenPostsThatDifferByTheirLink_whenLookedUp_thenTheRightOneIsFound() {
        String first = ((Published) publish("read https://example.com/1")).externalId();
        String second = ((Published) publish("read https://example.com/2")).externalId();

        assertThat(((Found) find("read https://example.com/1", began)).externalId())
                .isEqualTo(first);
        assertThat(((Found) find("read https://example.com/2", began)).externalId())
                .isEqualTo(second);
        assertThat(find("read https://example.com/3", began)).isInstanceOf(Absent.class);
    }

    @Test
    void givenSamePostFromBeforeTheAttempt_whenLookedUp_thenAbsent() {
        publish("every day");

        assertThat(find("every day", Instant.now().plusSeconds(60))).isInstanceOf(Absent.class);
    }

    @Test
    void givenOtherAccountPostedTheSame_whenLookedUp_thenAbsent() {
        Connected other = x.connect("northbike");
        x.publish(other, "hello", Instant.now().plusSeconds(9));

        assertThat(find("hello", began)).isInstanceOf(Absent.class);
    }

    @Test
    void givenPostOnALaterPage_whenLookedUp_thenFound() {
        x.set("{\"x\":{\"limits\":{\"tweets.create\":500}}}");
        String wanted = ((Published) publish("the first of many")).externalId();
        for (int i = 0; i < 130; i++) {
            publish("number " + i);
        }

        assertThat(((Found) find("the first of many", began)).externalId()).isEqualTo(wanted);
        assertThat(x.calls("users.tweets", SimulatedX.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenDelayedVisibility_whenLookedUp_thenAbsentUntilItShows() {
        x.fault("{\"endpoint\":\"tweets.create\",\"kind\":\"DELAYED_VISIBILITY\",\"delayMs\":1000}");
        publish("slow to show");

        assertThat(find("slow to show", began)).isInstanceOf(Absent.class);
        assertThat(x.connector.visibilityDelay()).isGreaterThan(Duration.ofSeconds(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(find("slow to show", began)).isInstanceOf(Found.class));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "RATE_LIMITED,        RATE_LIMITED"
    })
    void givenNetworkCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String fault, String code) {
        x.fault("users.tweets", fault);

        Undecided undecided = (Undecided) find("anything", began);

        assertThat(undecided.code()).isEqualTo(code);
        assertThat(undecided.retryAt().isPresent()).isEqualTo(code.equals(Codes.RATE_LIMITED));
    }

    @Test
    void givenExpiredToken_whenLookedUp_thenUndecidedAndNeedsRefresh() {
        x.fault("{\"kind\":\"EXPIRE_TOKENS\"}");

        assertThat(((Undecided) find("anything", began)).code()).isEqualTo(Codes.NEEDS_REFRESH);
    }

    private Object publish(String text) {
        return x.publish(account, text, Instant.now().plusSeconds(9));
    }

    private LookUp find(String text, Instant notBefore) {
        return x.find(account, text, notBefore);
    }
}
