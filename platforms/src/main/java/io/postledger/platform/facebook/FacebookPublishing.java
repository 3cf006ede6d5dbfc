package io.postledger.platform.facebook;

import io.postledger.platform.Codes;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.http.Reply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /PAGE/feed}, once, and what its answer proves. It asks for no more fields than the id that comes by itself: an
 * error of reading them would look like a refusal of what is live.
 */
final class FacebookPublishing {

    private static final String OPERATION = "facebook.feed.create";

    private final GraphApi api;
    private final FacebookPlaces places;

    FacebookPublishing(GraphApi api, FacebookPlaces places) {
        this.api = api;
        this.places = places;
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        int photos = submission.content().images().size();
        List<String> ids = FacebookPhotos.ids(prepared, photos);
        if (ids.size() != photos) {
            String why = "the photos are not uploaded";
            return new NotSent(Codes.PREPARATION_EXPIRED, why, null, api.notMade(OPERATION, why));
        }
        Map<String, String> form = new LinkedHashMap<>();
        if (!submission.content().text().isBlank()) {
            form.put("message", submission.content().text());
        }
        submission.content().option(FacebookRules.LINK).ifPresent(link -> form.put("link", link));
        for (int i = 0; i < photos; i++) {
            form.put("attached_media[" + i + "]", "{\"media_fbid\":\"" + ids.get(i) + "\"}");
        }
        Reply reply = api.post(
                OPERATION,
                "/" + submission.account().externalId() + "/feed",
                form,
                submission.credentials().accessToken(),
                deadline);
        String id = reply.json().path("id").asString("");
        return reply.isDone() && id.matches("[0-9]+(_[0-9]+)?")
                ? new Published(id, places.post(id), reply.exchange())
                : reply.notPublished();
    }
}
