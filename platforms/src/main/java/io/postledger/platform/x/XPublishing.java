package io.postledger.platform.x;

import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code POST /2/tweets}, once, and what its answer proves. */
final class XPublishing {

    private static final String OPERATION = "x.tweets.create";

    private final NetworkSettings settings;
    private final Api api;

    XPublishing(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    PublishOutcome publish(Submission submission, Instant deadline) {
        Reply reply = api.send(
                OPERATION,
                WireRequest.post(
                        settings.api("/2/tweets"),
                        Api.bearer(submission.credentials().accessToken()),
                        Api.json(Map.of("text", submission.content().text()))),
                deadline);
        JsonNode id = reply.json().path("data").path("id");
        return reply.isDone() && id.isString() && id.stringValue().matches("[0-9]{1,19}")
                ? new Published(id.stringValue(), XPages.post(settings, id.stringValue()), reply.exchange())
                : reply.notPublished();
    }
}
