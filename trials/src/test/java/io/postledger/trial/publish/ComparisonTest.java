package io.postledger.trial.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trial that could not fall short would prove nothing. */
class ComparisonTest {
    private static final TrialNetwork X = TrialNetwork.of(Set.of("x")).get(0);
    private static final TrialAccount ACCOUNT = new TrialAccount("acct_1", X, "ada");
    private static final TrialPost POST = new TrialPost("post_1", "trialk3n7end", List.of(ACCOUNT));
    private static final String LIVE =
            "{'network':'x','id':'9','account':'Ada','text':'Hello trialk3n7end','copies':1}".replace('\'', '"');

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, PUBLISHED, 1, PUBLISHED_ONCE",
        "PUBLISHED, PUBLISHED, 2, PUBLISHED_TWICE",
        "FAILED, FAILED, 2, PUBLISHED_TWICE",
        "PUBLISHED, PUBLISHED, 0, SAID_LIVE_BUT_ABSENT",
        "FAILED, FAILED, 1, SAID_FAILED_BUT_LIVE",
        "FAILED, FAILED, 0, REFUSED",
        "PUBLISHING, PARKED, 1, PARKED",
        "PUBLISHING, UNKNOWN, 1, STUCK",
        "PUBLISHING, HELD, 0, STUCK",
        "PUBLISHING, PUBLISHED, 1, STUCK",
        "SCHEDULED, '', 0, LOST"
    })
    void givenWhatIsSaidAndWhatIsThere_whenCompared_thenTheOutcome(
            String post, String target, int copies, Outcome outcome) {
        Comparison comparison = compare(view(post, target), copies);

        assertThat(comparison.count(outcome)).isEqualTo(1);
        assertThat(comparison.targets()).isEqualTo(1);
        assertThat(comparison.otherIds()).isZero();
    }

    @Test
    void givenAPostThatTheProductDoesNotKnow_whenCompared_thenLost() {
        assertThat(compare(JsonMapper.shared().readTree("{}"), 0).count(Outcome.LOST))
                .isEqualTo(1);
    }

    @Test
    void givenALinkToAnotherPost_whenCompared_thenThatIsFound() {
        JsonNode view = JsonMapper.shared()
                .readTree(view("PUBLISHED", "PUBLISHED").toString().replace("\"9\"", "\"8\""));

        assertThat(compare(view, 1).otherIds()).isEqualTo(1);
    }

    private static JsonNode view(String post, String target) {
        return JsonMapper.shared()
                .readTree("{'state':'%s','targets':[{'accountId':'acct_1','state':'%s','externalId':'9'}]}"
                        .formatted(post, target)
                        .replace('\'', '"'));
    }

    private static Comparison compare(JsonNode view, int copies) {
        List<JsonNode> truth = Stream.generate(() -> JsonMapper.shared().readTree(LIVE))
                .limit(copies)
                .toList();
        return new Comparison(List.of(POST), Map.of(POST.id(), view), truth);
    }
}
