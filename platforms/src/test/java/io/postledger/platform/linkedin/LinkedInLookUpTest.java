package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Codes;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Refused;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.rules.Content;
import io.postledger.platform.testing.Simulation;
import io.postledger.platform.testing.Simulation.Connected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInLookUpTest extends LinkedInRig {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "  ends trimmed \n",
                "every |{}@[]()<>#\\*_~ one",
                "#start #AI_news and #42, mail me@example.org",
                "{hashtag|\\#|fake} and @[nobody](urn:li:person:1)",
                "lines\n\nand\ttabs  and   blanks, caf\u0065\u0301"
            })
    void givenAnswerLost_whenLookedUp_thenFoundHoweverLinkedInWritesIt(String text) {
        linkedIn.fault(CREATE, "ERROR_AFTER_COMMIT");
        assertThat(publish(text)).isInstanceOf(Unknown.class);

        Found found = (Found) find(text);

        assertThat(texts()).containsExactly(text.strip());
        assertThat(linkedIn.http("GET", found.uri(), null).statusCode()).isEqualTo(200);
    }

    @Test
    void givenPostOnALaterPageAndOlderOnes_whenLookedUp_thenFoundWithoutReadingThemAll() {
        linkedIn.set(Map.of("limits", Map.of(CREATE, 500)));
        for (int i = 0; i < 105; i++) {
            publish("older " + i);
        }
        Instant since = Instant.now();
        linkedIn.shiftTime(Duration.ofSeconds(30));
        String wanted = ((Published) publish("the wanted one")).externalId();
        for (int i = 0; i < 110; i++) {
            publish("newer " + i);
        }

        Found found = (Found) find(account, new Content("the wanted one"), Prepared.NOTHING, since.plusSeconds(20));

        assertThat(found.externalId()).isEqualTo(wanted);
        assertThat(linkedIn.calls("posts.find", Simulation.HANDLE)).isEqualTo(2);
    }

    @Test
    void givenSamePostFromBeforeTheAttemptOrOfAnother_whenLookedUp_thenAbsent() {
        publish("every day");
        Connected other = linkedIn.connect("northbike");
        linkedIn.connector.publish(other.submission(new Content("theirs"), linkedIn.media), Prepared.NOTHING, soon());

        assertThat(find(account, new Content("every day"), Prepared.NOTHING, began.plusSeconds(60)))
                .isInstanceOf(Absent.class);
        assertThat(find("theirs")).isInstanceOf(Absent.class);
    }

    @Test
    void givenDelayedVisibility_whenLookedUp_thenAbsentUntilItShows() {
        linkedIn.fault(CREATE, "DELAYED_VISIBILITY", Map.of("delayMs", 700));
        publish("slow to show");

        assertThat(find("slow to show")).isInstanceOf(Absent.class);
        assertThat(linkedIn.connector.visibilityDelay()).isGreaterThan(Duration.ofSeconds(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(find("slow to show")).isInstanceOf(Found.class));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_COMMIT, SERVER_ERROR",
        "RESET_BEFORE_COMMIT, CONNECTION_LOST",
        "GARBLED_ANSWER,      UNREADABLE_ANSWER",
        "RATE_LIMITED,        RATE_LIMITED"
    })
    void givenNetworkCannotBeAsked_whenLookedUp_thenUndecidedAndNotAbsent(String fault, String code) {
        linkedIn.fault("posts.find", fault);

        assertThat(((Undecided) find("anything")).code()).isEqualTo(code);
    }

    @Test
    void givenConsentToWriteOnly_whenLookedUp_thenUndecidedInLinkedInsWords() {
        account = account.with(linkedIn.grant(Simulation.HANDLE, List.of("openid", "w_member_social")));
        publish(TEXT);

        Undecided undecided = (Undecided) find(TEXT);

        assertThat(undecided.code()).isEqualTo(Codes.FORBIDDEN);
        assertThat(undecided.reason()).contains("partnerApiPostsExternal.FINDER-author");
    }

    @Test
    void givenDuplicateOfThisVeryPublication_whenPublishedAgain_thenTheNamedPostIsFoundThoughNoListShowsIt() {
        linkedIn.fault(CREATE, "RESET_AFTER_COMMIT");
        publish(TEXT);

        Rejected rejected = (Rejected) publish(TEXT);
        linkedIn.fault("posts.find", "ERROR_BEFORE_COMMIT");
        Found found = (Found) find(account, new Content(TEXT), rejected.preparedOrNull(), began);

        assertThat(rejected.code()).isEqualTo(Codes.DUPLICATE_CONTENT);
        assertThat(found.externalId())
                .isEqualTo(linkedIn.truth().get(0).path("id").asString());
        assertThat(linkedIn.truth()).hasSize(1);
    }

    @Test
    void givenDuplicateOfAnEarlierPost_whenLookedUp_thenRefusedAndNotTakenForOurs() {
        String earlier = ((Published) publish(TEXT)).externalId();
        Rejected rejected = (Rejected) publish(TEXT);

        Refused refused = (Refused) find(account, new Content(TEXT), rejected.preparedOrNull(), began.plusSeconds(60));

        assertThat(refused.code()).isEqualTo(Codes.DUPLICATE_CONTENT);
        assertThat(refused.reason()).contains(earlier);
    }

    @Test
    void givenDuplicateOfWhatWasDeleted_whenLookedUp_thenTheListDecides() {
        Prepared gone = Prepared.NOTHING.with(LinkedInPublishing.DUPLICATE_OF, "urn:li:share:1");

        assertThat(find(account, new Content(TEXT), gone, began)).isInstanceOf(Absent.class);
    }
}
