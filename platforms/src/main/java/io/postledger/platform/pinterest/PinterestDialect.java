package io.postledger.platform.pinterest;

import io.postledger.platform.Codes;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.ApiError;
import io.postledger.platform.http.Dialect;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Pinterest's errors {@code {code,message}}, its limits and request ids. */
final class PinterestDialect implements Dialect {

    /** The longest of its windows, for an answer 429 that does not say when to come back. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** One of the policies in {@code X-RateLimit-Limit}: {@code 100;w=60;name="org_write_app_id_user_id"}. */
    private static final Pattern POLICY =
            Pattern.compile("([0-9]{1,9});w=([0-9]{1,7});name=\"([a-z_]{1,64}?)(?:_app_id)?(?:_user_id)?\"");

    private record Policy(long limit, long seconds, String name) {
        Policy(MatchResult found) {
            this(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)), found.group(3));
        }
    }

    /** Our picture did not come in time, or not at all: that passes. */
    private static final String IMAGE_NOT_FETCHED = "235";

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        if (answered.status() < 300 || !json.path("message").isString()) {
            return ApiError.NONE;
        }
        String code = json.path("code").isNumber() ? json.path("code").asString() : null;
        return new ApiError(code, json.path("message").stringValue());
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        if (IMAGE_NOT_FETCHED.equals(error.codeOrNull())) {
            return new Judgement(Verdict.NOT_TAKEN, Codes.MEDIA_UNREADABLE);
        }
        return switch (answered.status()) {
            case 200, 201, 204 -> Judgement.DONE;
            case 401 -> Judgement.NEEDS_REFRESH;
            case 403 -> Judgement.refused(Codes.FORBIDDEN);
            case 400, 404, 405, 413, 415, 422 -> Judgement.refused(Codes.INVALID_REQUEST);
            case 429 -> Judgement.RATE_LIMITED;
            default -> Judgement.undecided(answered.status() >= 500 ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER);
        };
    }

    /**
     * The policy that is nearest its end: {@code X-RateLimit-Limit} begins with its number and then lists all policies;
     * {@code -Remaining} and {@code -Reset} (in seconds from now) are of that one.
     */
    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        Optional<Long> remaining = number(answered, "x-ratelimit-remaining");
        Optional<Long> reset = number(answered, "x-ratelimit-reset");
        String limits = answered.header("x-ratelimit-limit").orElse("");
        Matcher first = Pattern.compile("^\\s*([0-9]{1,9})\\b").matcher(limits);
        if (remaining.isEmpty() || reset.isEmpty() || !first.find()) {
            return List.of();
        }
        long limit = Long.parseLong(first.group(1));
        // Two may have the same number: its window is at least as long as what is left of it.
        return POLICY.matcher(limits)
                .results()
                .map(Policy::new)
                .filter(policy -> policy.limit() == limit && policy.seconds() >= reset.get())
                .min(Comparator.comparingLong(Policy::seconds))
                .map(policy ->
                        List.of(new RateLimit(policy.name(), limit, remaining.get(), at.plusSeconds(reset.get()))))
                .orElse(List.of());
    }

    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        return number(answered, "retry-after")
                .or(() -> number(answered, "x-ratelimit-reset"))
                .map(at::plusSeconds)
                .orElse(at.plus(WINDOW));
    }

    @Override
    public String requestId(Answered answered, JsonNode json) {
        return answered.header("x-pinterest-rid").orElse(null);
    }

    private static Optional<Long> number(Answered answered, String header) {
        return answered.header(header)
                .map(String::trim)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Long::valueOf);
    }
}
