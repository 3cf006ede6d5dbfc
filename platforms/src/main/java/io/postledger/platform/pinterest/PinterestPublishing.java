package io.postledger.platform.pinterest;

import io.postledger.platform.Codes;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** {@code POST /v5/pins}, once, and what its answer proves. */
final class PinterestPublishing {

    private static final String OPERATION = "pinterest.pins.create";

    private final NetworkSettings settings;
    private final Api api;

    PinterestPublishing(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        Pin pin = new Pin(submission, prepared);
        if (!pin.isWhole()) {
            String reason = "the video has not been sent to Pinterest yet";
            return new NotSent(Codes.PREPARATION_EXPIRED, reason, null, api.notMade(OPERATION, reason));
        }
        Reply reply = api.send(
                OPERATION,
                WireRequest.post(
                        settings.api("/v5/pins"),
                        Api.bearer(submission.credentials().accessToken()),
                        Api.json(pin.body())),
                deadline);
        JsonNode id = reply.json().path("id");
        return reply.isDone() && id.isString() && id.stringValue().matches("[0-9]{1,24}")
                ? new Published(id.stringValue(), PinterestPages.pin(settings, id.stringValue()), reply.exchange())
                : reply.notPublished();
    }
}
