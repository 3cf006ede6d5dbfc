package io.postledger.platform.instagram;

import io.postledger.platform.Codes;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.Submission;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code POST /ACCOUNT/media_publish}, once, and what its answer proves. */
final class InstagramPublishing {

    private static final String OPERATION = "instagram.media.publish";

    /** The post is live by then: its address is worth no more than this. */
    private static final Duration ADDRESS_WITHIN = Duration.ofSeconds(5);

    private final GraphApi api;
    private final String profiles;

    InstagramPublishing(NetworkSettings settings, GraphApi api) {
        this.api = api;
        this.profiles = settings.option("profiles", "https://www.instagram.com").replaceFirst("/$", "");
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        String container = InstagramContainers.whole(prepared);
        if (container.isEmpty()) {
            String why = "there is no container";
            return new NotSent(Codes.PREPARATION_EXPIRED, why, null, api.notMade(OPERATION, why));
        }
        Reply reply = api.post(
                OPERATION,
                "/" + submission.account().externalId() + "/media_publish",
                Map.of("creation_id", container),
                submission.credentials().accessToken(),
                deadline);
        String id = reply.json().path("id").asString("");
        if (reply.isDone() && id.matches("[0-9]+")) {
            return new Published(id, address(submission, id, deadline), reply.exchange());
        }
        PublishOutcome outcome = reply.notPublished();
        // Of a container that was made ready these words make no sense: they prove nothing.
        return outcome instanceof NotSent notSent && notSent.code().equals(Codes.MEDIA_UNREADABLE)
                ? new Unknown(notSent.code(), notSent.reason(), reply.exchange())
                : outcome;
    }

    /**
     * Where people see it. Its address is not made from its id, and not told by the call that publishes; where this call
     * fails the account's profile must do.
     */
    private URI address(Submission submission, String id, Instant deadline) {
        Instant soon = api.now().plus(ADDRESS_WITHIN);
        Reply reply = api.get(
                "instagram.media.permalink",
                "/" + id,
                Map.of("fields", "id,permalink"),
                submission.credentials().accessToken(),
                soon.isBefore(deadline) ? soon : deadline);
        return InstagramMedia.permalink(reply.json())
                .orElseGet(() -> URI.create(
                        profiles + "/" + Api.encode(submission.account().handle()) + "/"));
    }
}
