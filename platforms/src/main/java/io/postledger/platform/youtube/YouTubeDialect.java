package io.postledger.platform.youtube;

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
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Google's errors and quotas. An error without a readable reason decides nothing. */
final class YouTubeDialect implements Dialect {

    private static final Set<String> QUOTA = Set.of("quotaExceeded", "dailyLimitExceeded");

    /** A channel's own limit on uploads, of which YouTube says: "try again in 24 hours". */
    private static final String UPLOAD_LIMIT = "uploadLimitExceeded";

    private static final Set<String> TOO_FAST = Set.of(
            "rateLimitExceeded",
            "userRateLimitExceeded",
            "userRequestsExceedRateLimit",
            "uploadRateLimitExceeded",
            "RESOURCE_EXHAUSTED");

    /** 401, and yet no matter of the token: this Google account has no channel. */
    private static final String NO_CHANNEL = "youtubeSignupRequired";

    private static final Duration UPLOAD_LIMIT_WINDOW = Duration.ofHours(24);
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final Budget budget;

    /** @param budget what the calls spend */
    YouTubeDialect(Budget budget) {
        this.budget = budget;
    }

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        return answered.status() < 400 ? ApiError.NONE : YouTubeError.of(json);
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        int status = answered.status();
        String reason = String.valueOf(error.codeOrNull());
        if (status == 200 || status == 201) {
            return Judgement.DONE;
        }
        if (status >= 500) {
            return Judgement.undecided(Codes.SERVER_ERROR);
        }
        if (reason.equals(NO_CHANNEL)) {
            return Judgement.refused(Codes.FORBIDDEN);
        }
        if (status == 401) {
            return Judgement.NEEDS_REFRESH;
        }
        if (status == 429 || QUOTA.contains(reason) || TOO_FAST.contains(reason) || isUploadLimit(error)) {
            return Judgement.RATE_LIMITED;
        }
        if (status < 400 || error.codeOrNull() == null) {
            return Judgement.undecided(Codes.UNREADABLE_ANSWER);
        }
        return Judgement.refused(status == 403 ? Codes.FORBIDDEN : Codes.INVALID_REQUEST);
    }

    static boolean isUploadLimit(ApiError error) {
        return UPLOAD_LIMIT.equals(error.codeOrNull());
    }

    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        ApiError error = error(answered, json);
        return isOfTheDay(error)
                ? List.of(new RateLimit(
                        budget.name(), budget.limit(), 0, budget.window().endAfter(at)))
                : List.of();
    }

    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        ApiError error = error(answered, json);
        if (isUploadLimit(error)) {
            return at.plus(UPLOAD_LIMIT_WINDOW);
        }
        if (isOfTheDay(error)) {
            return budget.window().endAfter(at);
        }
        return answered.header("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> at.plusSeconds(Long.parseLong(seconds)))
                .orElse(at.plus(A_WHILE));
    }

    /** Newer quotas answer {@code rateLimitExceeded} too, and name the limit in words: "Quota exceeded for … per day". */
    private static boolean isOfTheDay(ApiError error) {
        return QUOTA.contains(String.valueOf(error.codeOrNull()))
                || TOO_FAST.contains(String.valueOf(error.codeOrNull()))
                        && error.titleOrNull() != null
                        && error.titleOrNull().toLowerCase(Locale.ROOT).contains("per day");
    }

    /** Google names the upload's id in its answers, which is as good as the session's address: it is not kept. */
    @Override
    public String requestId(Answered answered, JsonNode json) {
        return null;
    }
}
