package io.postledger.platform.linkedin;

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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** LinkedIn's errors and request ids. Of its limits it says no more than that one is used up, and not which. */
final class LinkedInDialect implements Dialect {

    /** Until LinkedIn's machines are over a rush, of which it says that it passes by itself. */
    private static final Duration RUSH = Duration.ofSeconds(15);

    /** Until it is worth asking whether our settings name a version that lives. */
    private static final Duration SETTINGS = Duration.ofMinutes(30);

    /** Until a file that was not ready may be. */
    private static final Duration PROCESSING = Duration.ofSeconds(10);

    private static final Budget.Window DAY = new Budget.Daily(LinkedInLimits.RESET_ZONE);

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        return answered.status() < 300 ? ApiError.NONE : LinkedInError.of(json);
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        return switch (answered.status()) {
            case 200, 201, 204 -> Judgement.DONE;
            case 400 -> badRequest(error);
            case 401 -> Judgement.NEEDS_REFRESH;
            case 403 -> Judgement.refused(Codes.FORBIDDEN);
            case 404, 405, 411, 413, 415 -> Judgement.refused(Codes.INVALID_REQUEST);
            case 422 ->
                Judgement.refused(LinkedInError.saysDuplicate(error) ? Codes.DUPLICATE_CONTENT : Codes.INVALID_REQUEST);
            case 426 -> notTaken(Codes.API_VERSION_RETIRED);
            case 429 -> Judgement.RATE_LIMITED;
            // 409 among them: "a write conflict occurred" does not say whose write won.
            default -> Judgement.undecided(answered.status() >= 500 ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER);
        };
    }

    private static Judgement badRequest(ApiError error) {
        return switch (String.valueOf(error.codeOrNull())) {
            case "VERSION_MISSING", "INVALID_VERSION", "NONEXISTENT_VERSION" -> notTaken(Codes.API_VERSION_RETIRED);
            case "MEDIA_ASSET_WAITING_UPLOAD" -> notTaken(Codes.PROCESSING);
            case "EXPIRED_UPLOAD_URL" -> notTaken(Codes.PREPARATION_EXPIRED);
            case "MEDIA_ASSET_PROCESSING_FAILED", "INVALID_IMAGE_ID", "INVALID_VIDEO_ID" ->
                Judgement.refused(Codes.MEDIA_REFUSED);
            case "DUPLICATE_POST" -> Judgement.refused(Codes.DUPLICATE_CONTENT);
            default -> Judgement.refused(Codes.INVALID_REQUEST);
        };
    }

    private static Judgement notTaken(String code) {
        return new Judgement(Judgement.Verdict.NOT_TAKEN, code);
    }

    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        return List.of();
    }

    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        Optional<Instant> asked = answered.header("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,7}"))
                .map(seconds -> at.plusSeconds(Long.parseLong(seconds)));
        if (asked.isPresent()) {
            return asked.get();
        }
        ApiError error = error(answered, json);
        if (answered.status() == 429) {
            return LinkedInError.saysDailyLimit(error) ? DAY.endAfter(at) : at.plus(RUSH);
        }
        return switch (judge(answered, json, error).code()) {
            case Codes.API_VERSION_RETIRED -> at.plus(SETTINGS);
            case Codes.PROCESSING -> at.plus(PROCESSING);
            default -> null;
        };
    }

    @Override
    public String requestId(Answered answered, JsonNode json) {
        return answered.header("x-li-uuid")
                .or(() -> answered.header("x-li-request-id"))
                .orElse(null);
    }
}
