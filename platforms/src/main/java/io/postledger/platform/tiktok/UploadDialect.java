package io.postledger.platform.tiktok;

import io.postledger.platform.Codes;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.ApiError;
import io.postledger.platform.http.Dialect;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Answers to chunks, which are a status and no envelope. What a chunk that was not taken means, a status call tells. */
final class UploadDialect implements Dialect {

    /** All chunks are there, and posting begins. */
    static final int ALL_THERE = 201;

    static final int MORE_TO_COME = 206;

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        String words = switch (answered.status()) {
            case 400 -> "The chunk's headers or length are wrong.";
            case 403 -> "The upload address has expired.";
            case 404 -> "There is no such upload.";
            case 416 -> "The chunk does not begin where the upload is.";
            default -> null;
        };
        return words == null ? ApiError.NONE : new ApiError(Integer.toString(answered.status()), words);
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        return switch (answered.status()) {
            case ALL_THERE, MORE_TO_COME -> Judgement.DONE;
            case 403, 404 -> Judgement.undecided(Codes.PREPARATION_EXPIRED);
            case 429 -> Judgement.RATE_LIMITED;
            default -> Judgement.undecided(answered.status() >= 500 ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER);
        };
    }

    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        return List.of();
    }

    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        return at.plus(TikTokLimits.WINDOW);
    }

    @Override
    public String requestId(Answered answered, JsonNode json) {
        return answered.header("x-tt-logid").orElse(null);
    }
}
