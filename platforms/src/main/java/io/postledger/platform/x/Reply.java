package io.postledger.platform.x;

import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.RateLimit;
import io.postledger.platform.http.WireResult;
import io.postledger.platform.http.WireResult.Answered;
import io.postledger.platform.http.WireResult.Lost;
import io.postledger.platform.http.WireResult.NeverLeft;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * X's answer to one call, or what came instead.
 *
 * @param json the body; a missing node when there is none, or none that is JSON
 */
record Reply(WireResult result, JsonNode json, XError error, Exchange exchange) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What X's windows are long, for an answer 429 that does not say when to come back. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    static Reply of(String operation, Instant at, WireResult result) {
        if (!(result instanceof Answered answered)) {
            String failure =
                    result instanceof NeverLeft n ? "not sent: " + n.reason() : "lost: " + ((Lost) result).reason();
            Exchange exchange =
                    new Exchange(operation, at, result.durationMillis(), null, null, null, List.of(), null, failure);
            return new Reply(result, JSON.missingNode(), XError.NONE, exchange);
        }
        JsonNode json = parse(answered.body());
        XError error = answered.status() < 300 ? XError.NONE : XError.of(json);
        Exchange exchange = new Exchange(
                operation,
                at,
                answered.durationMillis(),
                answered.status(),
                error.codeOrNull(),
                error.titleOrNull(),
                rateLimits(answered),
                answered.header("x-transaction-id").orElse(null),
                null);
        return new Reply(answered, json, error, exchange);
    }

    /** HTTP status, or 0 when no whole answer came. */
    int status() {
        return result instanceof Answered answered ? answered.status() : 0;
    }

    boolean neverLeft() {
        return result instanceof NeverLeft;
    }

    /** What is to be said when bytes left and the answer does not decide. */
    String unknownCode() {
        if (result instanceof Lost lost) {
            return lost.timedOut() ? Codes.TIMEOUT : Codes.CONNECTION_LOST;
        }
        return status() >= 500 ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER;
    }

    /** In a sentence, for people: X's own words where there are any. */
    String reason() {
        if (exchange.failureOrNull() != null) {
            return exchange.failureOrNull();
        }
        return error.titleOrNull() != null ? error.titleOrNull() : "HTTP " + status() + " without a readable reason";
    }

    /** When a call refused with 429 may be made again: when the last exhausted window ends. */
    Instant retryAt() {
        return exchange.rateLimits().stream()
                .filter(limit -> limit.remaining() <= 0)
                .map(RateLimit::resetsAt)
                .max(Comparator.naturalOrder())
                .orElse(exchange.at().plus(WINDOW));
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static List<RateLimit> rateLimits(Answered answered) {
        List<RateLimit> limits = new ArrayList<>();
        rateLimit(answered, "15min", "x-rate-limit-").ifPresent(limits::add);
        rateLimit(answered, "user-24hour", "x-user-limit-24hour-").ifPresent(limits::add);
        rateLimit(answered, "app-24hour", "x-app-limit-24hour-").ifPresent(limits::add);
        return limits;
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
