package io.postledger.platform.http;

import io.postledger.api.PlainText;
import io.postledger.platform.AccessToken;
import io.postledger.platform.Exchange;
import io.postledger.platform.RateLimit;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.WireResult.Answered;
import io.postledger.platform.http.WireResult.Lost;
import io.postledger.platform.http.WireResult.NeverLeft;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** How a connector asks its network: each request once, each answer read in the network's own dialect. */
public final class Api {

    public static final String JSON_TYPE = "application/json";

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final JsonMapper JSON =
            JsonMapper.builder().nodeFactory(new PlainNodes()).build();

    private final Wire wire;
    private final Clock clock;
    private final Timeouts usual;
    private final Dialect dialect;

    /** @param usual for a call that nothing else bounds */
    public Api(Wire wire, Clock clock, Timeouts usual, Dialect dialect) {
        this.wire = wire;
        this.clock = clock;
        this.usual = usual;
        this.dialect = dialect;
    }

    public Instant now() {
        return clock.instant();
    }

    /** @param operation our name for the call, for example {@code x.tweets.create} */
    public Reply send(String operation, WireRequest request) {
        return send(operation, request, usual);
    }

    /** As {@link #send(String, WireRequest)}, but over by the deadline. A deadline that has passed is a call not made. */
    public Reply send(String operation, WireRequest request, Instant deadline) {
        Duration left = Duration.between(now(), deadline);
        if (left.isNegative() || left.isZero()) {
            return reply(operation, now(), NeverLeft.TOO_LATE);
        }
        return send(
                operation, request, left.compareTo(usual.total()) < 0 ? new Timeouts(usual.silence(), left) : usual);
    }

    /**
     * As {@link #send(String, WireRequest, Instant)} for a large body: it may take until the deadline, however long the
     * usual call may.
     */
    public Reply upload(String operation, WireRequest request, Instant deadline) {
        Duration left = Duration.between(now(), deadline);
        return left.isNegative() || left.isZero()
                ? reply(operation, now(), NeverLeft.TOO_LATE)
                : send(operation, request, new Timeouts(usual.silence(), left));
    }

    /** As {@link #send(String, WireRequest)}, with time limits of its own: an upload takes longer than a question. */
    public Reply send(String operation, WireRequest request, Timeouts timeouts) {
        Instant at = now();
        return reply(operation, at, wire.send(request, timeouts));
    }

    private Reply reply(String operation, Instant at, WireResult result) {
        if (!(result instanceof Answered answered)) {
            String failure =
                    result instanceof NeverLeft n ? "not sent: " + n.reason() : "lost: " + ((Lost) result).reason();
            Exchange exchange =
                    new Exchange(operation, at, result.durationMillis(), null, null, null, List.of(), null, failure);
            return new Reply(result, JSON.missingNode(), ApiError.NONE, Reply.judgementOf(result), null, exchange);
        }
        JsonNode json = parse(answered.body());
        ApiError error = dialect.error(answered, json);
        List<RateLimit> limits = dialect.rateLimits(answered, json, at);
        Exchange exchange = new Exchange(
                operation,
                at,
                answered.durationMillis(),
                answered.status(),
                error.codeOrNull(),
                error.titleOrNull(),
                limits,
                plain(dialect.requestId(answered, json)),
                null);
        Judgement judgement = dialect.judge(answered, json, error);
        Instant retryAt =
                judgement.verdict() == Judgement.Verdict.NOT_TAKEN ? dialect.retryAt(answered, json, limits, at) : null;
        return new Reply(answered, json, error, judgement, retryAt, exchange);
    }

    /** The record of a call that was not made, or did not have to be. */
    public Exchange notMade(String operation, String why) {
        return new Exchange(operation, now(), 0, null, null, null, List.of(), null, why);
    }

    /** What a network wrote as JSON, its texts plain; a missing node where that is none. */
    public static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static String plain(String textOrNull) {
        return textOrNull == null ? null : PlainText.of(textOrNull);
    }

    /** A network's words go into commands and events, which take plain text only: what it did is kept whatever it said. */
    private static final class PlainNodes extends JsonNodeFactory {
        @Override
        public StringNode stringNode(String text) {
            return super.stringNode(plain(text));
        }
    }

    public static Map<String, String> bearer(AccessToken token) {
        return Map.of("Authorization", "Bearer " + token.reveal());
    }

    public static WireBody json(Object value) {
        return WireBody.text(JSON_TYPE, JSON.writeValueAsString(value));
    }

    public static WireBody formBody(Map<String, String> values) {
        return WireBody.text(FORM_TYPE, form(values));
    }

    /** For queries and form bodies: percent-encoded, a space as %20, right in both. */
    public static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
