package io.postledger.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.RateLimit;
import io.postledger.platform.http.ApiError;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GraphDialectTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final GraphDialect dialect = new GraphDialect();

    @ParameterizedTest
    @CsvSource({
        // Meta's "temporary issue": it may have been done.
        "400, 1,       0,       UNDECIDED,     SERVER_ERROR",
        "500, 1,       0,       UNDECIDED,     SERVER_ERROR",
        "400, 2,       0,       UNDECIDED,     SERVER_ERROR",
        "503, 2,       0,       UNDECIDED,     SERVER_ERROR",
        "400, 341,     0,       UNDECIDED,     SERVER_ERROR",
        // Too many calls.
        "403, 4,       0,       NOT_TAKEN,     RATE_LIMITED",
        "400, 4,       1504022, NOT_TAKEN,     RATE_LIMITED",
        "400, 17,      2446079, NOT_TAKEN,     RATE_LIMITED",
        "403, 32,      0,       NOT_TAKEN,     RATE_LIMITED",
        "400, 613,     1996,    NOT_TAKEN,     RATE_LIMITED",
        "400, 80001,   0,       NOT_TAKEN,     RATE_LIMITED",
        "400, 80002,   0,       NOT_TAKEN,     RATE_LIMITED",
        // The same codes with a subcode that says something else.
        "400, 4,       2207051, UNDECIDED,     UNREADABLE_ANSWER",
        "400, 4,       9999999, UNDECIDED,     UNREADABLE_ANSWER",
        // The token.
        "400, 190,     0,       NEEDS_REFRESH, NEEDS_REFRESH",
        "401, 190,     463,     NEEDS_REFRESH, NEEDS_REFRESH",
        "400, 102,     0,       NEEDS_REFRESH, NEEDS_REFRESH",
        // What may not be, and what is wrong.
        "403, 10,      0,       REFUSED,       FORBIDDEN",
        "403, 200,     0,       REFUSED,       FORBIDDEN",
        "403, 299,     0,       REFUSED,       FORBIDDEN",
        "400, 368,     0,       REFUSED,       FORBIDDEN",
        "400, 506,     0,       REFUSED,       DUPLICATE_CONTENT",
        "400, 100,     33,      REFUSED,       INVALID_REQUEST",
        "400, 1609005, 0,       REFUSED,       INVALID_REQUEST",
        "400, 2635,    0,       NOT_TAKEN,     API_VERSION_RETIRED",
        // Nobody documented these.
        "400, 300,     0,       UNDECIDED,     UNREADABLE_ANSWER",
        "400, 6001,    1363037, UNDECIDED,     UNREADABLE_ANSWER",
        "404, -3,      0,       UNDECIDED,     UNREADABLE_ANSWER",
        "502, 7777,    0,       UNDECIDED,     SERVER_ERROR",
    })
    void givenErrorCode_whenJudged_thenOnlyWhatIsDocumentedDecides(
            int status, int code, int subcode, Verdict verdict, String meaning) {
        String json = "{\"error\":{\"message\":\"m\",\"code\":%d,\"error_subcode\":%d}}".formatted(code, subcode);

        Judgement judgement = judge(status, json);

        assertThat(judgement).isEqualTo(new Judgement(verdict, meaning));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 400, 401, 403, 404, 429, 500, 502})
    void givenNoError_whenStatusIsNot200_thenUndecided(int status) {
        assertThat(judge(status, "{\"id\":\"1\"}").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(judge(status, "").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void given200_whenJudged_thenDoneOnlyWithABody() {
        assertThat(judge(200, "{\"id\":\"1\"}")).isEqualTo(Judgement.DONE);
        assertThat(judge(200, "").verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(judge(200, "{\"error\":{\"code\":2}}").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void givenWordsForUsers_whenToldAsError_thenTheyComeFirst() {
        ApiError error = dialect.error(
                answered(400, Map.of()),
                json("{\"error\":{\"message\":\"(#506) Duplicate\",\"code\":506,\"error_subcode\":1455006,"
                        + "\"error_user_title\":\"Duplicate\",\"error_user_msg\":\"It is the same.\"}}"));

        assertThat(error).isEqualTo(new ApiError("506/1455006", "Duplicate: It is the same."));
    }

    @Test
    void givenUsageHeaders_whenRead_thenTheyAreSharesOfWhatIsPlannedWith() {
        List<RateLimit> limits = limits(Map.of(
                "x-business-use-case-usage",
                "{\"1\":[{\"type\":\"pages\",\"call_count\":10,\"total_cputime\":25,\"total_time\":5}],"
                        + "\"2\":[{\"type\":\"instagram\",\"call_count\":1}]}",
                "x-app-usage",
                "{\"call_count\":28,\"total_time\":25,\"total_cputime\":30}"));

        assertThat(limits)
                .containsExactly(
                        new RateLimit(GraphUsage.ACCOUNT, 200, 150, AT.plus(Duration.ofHours(1))),
                        new RateLimit(GraphUsage.APP, 100_000, 70_000, AT.plus(Duration.ofHours(1))));
    }

    @Test
    void givenAccessToBeRegained_whenRead_thenNothingIsLeftUntilThen() {
        Map<String, String> headers = Map.of(
                "x-business-use-case-usage", "{\"1\":[{\"call_count\":97,\"estimated_time_to_regain_access\":19}]}");

        assertThat(limits(headers))
                .containsExactly(new RateLimit(GraphUsage.ACCOUNT, 200, 0, AT.plus(Duration.ofMinutes(19))));
        assertThat(retryAt("{\"error\":{\"code\":80001}}", headers)).isEqualTo(AT.plus(Duration.ofMinutes(19)));
    }

    @Test
    void givenThrottledWithoutATime_whenRead_thenAnHour() {
        assertThat(retryAt("{\"error\":{\"code\":4}}", Map.of())).isEqualTo(AT.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "[]", "{\"1\":{\"call_count\":\"many\"}}", "{\"call_count\":"})
    void givenUsageThatCannotBeRead_whenRead_thenItSaysNothingOfAccounts(String header) {
        assertThat(limits(Map.of("x-business-use-case-usage", header)))
                .allMatch(limit -> limit.remaining() == limit.limit());
    }

    private Judgement judge(int status, String body) {
        JsonNode json = body.isEmpty() ? JsonMapper.shared().missingNode() : json(body);
        Answered answered = answered(status, Map.of());
        return dialect.judge(answered, json, dialect.error(answered, json));
    }

    private Instant retryAt(String body, Map<String, String> headers) {
        Answered answered = answered(400, headers);
        return dialect.retryAt(answered, json(body), dialect.rateLimits(answered, json(body), AT), AT);
    }

    private List<RateLimit> limits(Map<String, String> headers) {
        return dialect.rateLimits(answered(200, headers), json("{}"), AT);
    }

    private static Answered answered(int status, Map<String, String> headers) {
        return new Answered(status, headers, "", 1);
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }
}
