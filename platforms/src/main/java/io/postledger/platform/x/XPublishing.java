package io.postledger.platform.x;

import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code POST /2/tweets}, once, and what its answer proves. */
final class XPublishing {

    private static final String OPERATION = "x.tweets.create";

    private final NetworkSettings settings;
    private final Api api;
    private final XUploads uploads;

    XPublishing(NetworkSettings settings, Api api, XUploads uploads) {
        this.settings = settings;
        this.api = api;
        this.uploads = uploads;
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        Optional<List<String>> media = uploads.ids(submission, prepared);
        if (media.isEmpty()) {
            Exchange exchange = api.notMade(OPERATION, "the media are not ready at X, or not any more");
            return new PublishOutcome.NotSent(Codes.PREPARATION_EXPIRED, exchange.failureOrNull(), null, exchange);
        }
        Reply reply = api.send(
                OPERATION,
                WireRequest.post(
                        settings.api("/2/tweets"),
                        Api.bearer(submission.credentials().accessToken()),
                        Api.json(body(submission.content().text(), media.get()))),
                deadline);
        JsonNode id = reply.json().path("data").path("id");
        return reply.isDone() && id.isString() && id.stringValue().matches("[0-9]{1,19}")
                ? new Published(id.stringValue(), XPages.post(settings, id.stringValue()), reply.exchange())
                : reply.notPublished();
    }

    /** The text may be left out where there is media, but not be empty. */
    private static Map<String, Object> body(String text, List<String> media) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!text.isBlank() || media.isEmpty()) {
            body.put("text", text);
        }
        if (!media.isEmpty()) {
            body.put("media", Map.of("media_ids", media));
        }
        return body;
    }
}
