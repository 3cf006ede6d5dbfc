package io.postledger.platform.x;

import io.postledger.platform.Codes;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.ApiError;
import io.postledger.platform.http.Dialect;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.WireResult.Answered;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** X's errors, limits and request ids. */
final class XDialect implements Dialect {

    /** What X's windows are long, for an answer 429 that does not say when to come back. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** In words of X about media that it took and does not publish. */
    private static final List<String> MEDIA_REFUSALS =
            List.of("media ids are invalid", "not allowed to post a video longer");

    private final String window;

    /** @param window what the limit of 15 minutes is called at the endpoint whose answers these are */
    XDialect(String window) {
        this.window = window;
    }

    @Override
    public ApiError error(Answered answered, JsonNode json) {
        return answered.status() < 300 ? ApiError.NONE : XError.of(json);
    }

    @Override
    public Judgement judge(Answered answered, JsonNode json, ApiError error) {
        Judgement usual = Judgement.ofStatus(answered.status());
        if (usual.verdict() != Judgement.Verdict.REFUSED) {
            return usual;
        }
        if (answered.status() == 403 && XError.saysDuplicate(error)) {
            return Judgement.refused(Codes.DUPLICATE_CONTENT);
        }
        String words = String.valueOf(error.titleOrNull()).toLowerCase(Locale.ROOT);
        return MEDIA_REFUSALS.stream().anyMatch(words::contains) ? Judgement.refused(Codes.MEDIA_REFUSED) : usual;
    }

    @Override
    public List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at) {
        List<RateLimit> limits = new ArrayList<>();
        rateLimit(answered, window, "x-rate-limit-").ifPresent(limits::add);
        rateLimit(answered, "user-24hour", "x-user-limit-24hour-").ifPresent(limits::add);
        rateLimit(answered, XLimits.APP_DAY, "x-app-limit-24hour-").ifPresent(limits::add);
        return limits;
    }

    /** When the last exhausted window ends. */
    @Override
    public Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at) {
        return limits.stream()
                .filter(limit -> limit.remaining() <= 0)
                .map(RateLimit::resetsAt)
                .max(Comparator.naturalOrder())
                .orElse(at.plus(WINDOW));
    }

    @Override
    public String requestId(Answered answered, JsonNode json) {
        return answered.header("x-transaction-id").orElse(null);
    }

    private static Optional<RateLimit> rateLimit(Answered answered, String name, String prefix) {
        try {
            Optional<Long> limit = answered.header(prefix + "limit").map(Long::valueOf);
            Optional<Long> remaining = answered.header(prefix + "remaining").map(Long::valueOf);
            Optional<Long> reset = answered.header(prefix + "reset").map(Long::valueOf);
            return limit.isPresent() && remaining.isPresent() && reset.isPresent()
                    ? Optional.of(new RateLimit(name, limit.get(), remaining.get(), Instant.ofEpochSecond(reset.get())))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            // A header that cannot be read says nothing.
            return Optional.empty();
        }
    }
}
