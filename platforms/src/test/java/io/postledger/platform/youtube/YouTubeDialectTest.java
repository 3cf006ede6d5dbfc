package io.postledger.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class YouTubeDialectTest {

    private final YouTubeDialect dialect = new YouTubeDialect(YouTubeLimits.INSERT_BUDGET);

    @ParameterizedTest
    @CsvSource({
        "400, invalidTitle,                REFUSED",
        "400, uploadLimitExceeded,         NOT_TAKEN",
        "401, authError,                   NEEDS_REFRESH",
        "401, youtubeSignupRequired,       REFUSED",
        "403, quotaExceeded,               NOT_TAKEN",
        "403, dailyLimitExceeded,          NOT_TAKEN",
        "403, rateLimitExceeded,           NOT_TAKEN",
        "403, userRequestsExceedRateLimit, NOT_TAKEN",
        "403, forbidden,                   REFUSED",
        "429, rateLimitExceeded,           NOT_TAKEN",
        "500, backendError,                UNDECIDED",
        "503, quotaExceeded,               UNDECIDED"
    })
    void givenDocumentedError_whenJudged_thenWhatItProves(int status, String reason, Verdict verdict) {
        String body = "{\"error\":{\"code\":%d,\"message\":\"m\",\"errors\":[{\"reason\":\"%s\"}]}}"
                .formatted(status, reason);

        assertThat(judge(status, body).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "404", "409", "302", "308", "204"})
    void givenAnswerWithoutAReason_whenJudged_thenItDecidesNothing(int status) {
        assertThat(judge(status, "<html>Sorry</html>").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void givenQuotaThatIsNamedInWords_whenAskedWhenToComeBack_thenAtMidnightPacificTime() {
        Instant at = Instant.parse("2026-07-01T12:00:00Z");
        String body =
                "{\"error\":{\"message\":\"Quota exceeded for quota metric 'Video uploads' and limit 'Video uploads"
                        + " per day'\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}}";
        Answered answered = new Answered(429, Map.of(), body, 1);

        Instant retryAt = dialect.retryAt(answered, json(body), dialect.rateLimits(answered, json(body), at), at);

        assertThat(retryAt).isEqualTo("2026-07-02T07:00:00Z");
    }

    private Judgement judge(int status, String body) {
        Answered answered = new Answered(status, Map.of(), body, 1);
        return dialect.judge(answered, json(body), dialect.error(answered, json(body)));
    }

    private static JsonNode json(String body) {
        return body.startsWith("{")
                ? JsonMapper.shared().readTree(body)
                : JsonMapper.shared().missingNode();
    }
}
