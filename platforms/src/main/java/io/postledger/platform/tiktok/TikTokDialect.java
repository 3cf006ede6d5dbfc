package io.postledger.platform.tiktok;

import io.postledger.platform.Budget;
import io.postledger.platform.Codes;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.ApiError;
import io.postledger.platform.http.Dialect;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * TikTok's envelope {@code {data,error:{code,message,log_id}}}: only the code {@code ok} is a yes, also with 200. A code that
 * is not documented decides nothing.
 */
final class TikTokDialect implements Dialect {

    private static final String OK = "ok";
    private static final String RATE = "rate_limit_exceeded";

    /** Caps of a day, of which nobody says when they end: to be asked again in an hour, which costs a cheap call. */
    private static final Set<String> CAPS =
            Set.of("spam_risk_too_many_posts", "spam_risk_too_many_pending_share", "reached_active_user_cap");

    private static final Set<String> FORBIDDEN = Set.of(
            "spam_risk_user_banned_from_posting",
            "spam_risk_text",
            "spam_risk",
            "unaudited_client_can_only_post_to_private_accounts",
            "url_ownership_unverified",
            "scope_not_authorized",
            "scope_permission_missed");

    private static final Set<String> INVALID = Set.of(
            "invalid_param",
            "invalid_params",
            "invalid_file_upload",
            "privacy_level_option_mismatch",
            "app_version_check_failed",
            "invalid_publish_id",
            "token_not_authorized_for_specified_publish_id");

    private static final Duration CAP_ASKED_AGAIN = Duration.ofHours(1);

    private final Budget budgetOrNull;

    /** @param budgetOrNull what the call spends; null where no limit is documented */
    TikTokDialect(Budget budgetOrNull) {
        this.budgetOrNull = budgetOrNull;
    }

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        JsonNode error = json.path("error");
        if (error.isString()) {
            // OAuth's own shape: {error,error_description,log_id}.
            return new ApiError(error.stringValue(), text(json.path("error_description")));
        }
        String code = text(error.path("code"));
        return code == null || code.equals(OK) ? ApiError.NONE : new ApiError(code, words(error, code));
    }

    private static String words(JsonNode error, String code) {
        String message = text(error.path("message"));
        return message == null ? code : code + ": " + message;
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        int status = answered.status();
        String code = String.valueOf(error.codeOrNull());
        if (status >= 500) {
            return Judgement.undecided(Codes.SERVER_ERROR);
        }
        if (code.equals("access_token_invalid")) {
            return Judgement.NEEDS_REFRESH;
        }
        if (status == 429 || code.equals(RATE) || CAPS.contains(code)) {
            return Judgement.RATE_LIMITED;
        }
        if (FORBIDDEN.contains(code)) {
            return Judgement.refused(Codes.FORBIDDEN);
        }
        if (INVALID.contains(code)) {
            return Judgement.refused(Codes.INVALID_REQUEST);
        }
        boolean yes = status == 200 && OK.equals(text(json.path("error").path("code")));
        return yes ? Judgement.DONE : Judgement.undecided(Codes.UNREADABLE_ANSWER);
    }

    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        boolean tooFast = RATE.equals(error(answered, json).codeOrNull()) || answered.status() == 429;
        return tooFast && budgetOrNull != null
                ? List.of(new RateLimit(budgetOrNull.name(), budgetOrNull.limit(), 0, at.plus(TikTokLimits.WINDOW)))
                : List.of();
    }

    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        boolean cap = CAPS.contains(String.valueOf(error(answered, json).codeOrNull()));
        return at.plus(cap ? CAP_ASKED_AGAIN : TikTokLimits.WINDOW);
    }

    /** The reference has {@code logid}, the answers have {@code log_id}. */
    @Override
    public String requestId(Answered answered, JsonNode json) {
        JsonNode error = json.path("error");
        String id = text(error.isString() ? json.path("log_id") : error.path("log_id"));
        return id == null ? text(error.path("logid")) : id;
    }

    private static String text(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank() ? node.stringValue() : null;
    }
}
