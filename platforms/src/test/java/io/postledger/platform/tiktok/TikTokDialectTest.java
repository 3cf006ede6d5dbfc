package io.postledger.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.WireResult.Answered;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TikTokDialectTest {

    private final TikTokDialect dialect = new TikTokDialect(null);

    @ParameterizedTest
    @CsvSource({
        "200, ok,                                                 DONE",
        "200, spam_risk_too_many_posts,                           NOT_TAKEN",
        "200, spam_risk_user_banned_from_posting,                 REFUSED",
        "200, internal_error,                                     UNDECIDED",
        "400, invalid_param,                                      REFUSED",
        "400, invalid_publish_id,                                 REFUSED",
        "401, access_token_invalid,                               NEEDS_REFRESH",
        "401, scope_not_authorized,                               REFUSED",
        "403, reached_active_user_cap,                            NOT_TAKEN",
        "403, unaudited_client_can_only_post_to_private_accounts, REFUSED",
        "403, privacy_level_option_mismatch,                      REFUSED",
        "403, something_new,                                      UNDECIDED",
        "429, rate_limit_exceeded,                                NOT_TAKEN",
        "500, internal_error,                                     UNDECIDED",
        "503, ok,                                                 UNDECIDED"
    })
    void givenEnvelope_whenJudged_thenWhatItProves(int status, String code, Verdict verdict) {
        String body = "{\"data\":{},\"error\":{\"code\":\"%s\",\"message\":\"\",\"log_id\":\"L1\"}}".formatted(code);
        Answered answered = new Answered(status, Map.of(), body, 1);
        JsonNode json = JsonMapper.shared().readTree(body);

        assertThat(dialect.judge(answered, json, dialect.error(answered, json)).verdict())
                .isEqualTo(verdict);
        assertThat(dialect.requestId(answered, json)).isEqualTo("L1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 302, 400, 401, 403, 404, 502})
    void givenAnswerWithoutAnEnvelope_whenJudged_thenItDecidesNothing(int status) {
        Answered answered = new Answered(status, Map.of(), "<html>Please wait</html>", 1);
        JsonNode json = JsonMapper.shared().missingNode();

        assertThat(dialect.judge(answered, json, dialect.error(answered, json)).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }
}
