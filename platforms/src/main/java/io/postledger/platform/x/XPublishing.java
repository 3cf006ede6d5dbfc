package io.postledger.platform.x;

import io.postledger.platform.Codes;
import io.postledger.platform.Credentials;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NeedsRefresh;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.Timeouts;
import io.postledger.platform.rules.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /2/tweets}, once, and what its answer proves. */
final class XPublishing {

    private static final String OPERATION = "x.tweets.create";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final XSettings settings;
    private final XClient client;

    XPublishing(XSettings settings, XClient client) {
        this.settings = settings;
        this.client = client;
    }

    PublishOutcome publish(Credentials credentials, Content content, Instant deadline) {
        Duration left = Duration.between(client.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            String why = "the deadline had passed";
            return new NotSent(Codes.DEADLINE_PASSED, why, null, client.notMade(OPERATION, why));
        }
        Timeouts usual = settings.timeouts();
        Timeouts timeouts = left.compareTo(usual.total()) < 0 ? new Timeouts(usual.silence(), left) : usual;
        String json = JSON.writeValueAsString(Map.of("text", content.text()));
        return outcome(client.postJson(OPERATION, "/2/tweets", json, credentials.accessToken(), timeouts));
    }

    private PublishOutcome outcome(Reply reply) {
        if (reply.neverLeft()) {
            return new NotSent(Codes.CONNECT_FAILED, reply.reason(), null, reply.exchange());
        }
        return switch (reply.status()) {
            case 200, 201 -> published(reply);
            case 401 -> new NeedsRefresh(reply.exchange());
            case 403 ->
                new Rejected(
                        reply.error().saysDuplicate() ? Codes.DUPLICATE_CONTENT : Codes.FORBIDDEN,
                        reply.reason(),
                        reply.exchange());
            case 429 -> new NotSent(Codes.RATE_LIMITED, reply.reason(), reply.retryAt(), reply.exchange());
            case 400, 404, 405, 413, 415, 422 -> new Rejected(Codes.INVALID_REQUEST, reply.reason(), reply.exchange());
            // Anything else proves nothing: 5xx, a proxy's redirect, a status that X does not document.
            default -> new Unknown(reply.unknownCode(), reply.reason(), reply.exchange());
        };
    }

    private PublishOutcome published(Reply reply) {
        JsonNode id = reply.json().path("data").path("id");
        return id.isString() && id.stringValue().matches("[0-9]{1,19}")
                ? new Published(id.stringValue(), settings.post(id.stringValue()), reply.exchange())
                : new Unknown(Codes.UNREADABLE_ANSWER, "an answer without the post's id", reply.exchange());
    }
}
