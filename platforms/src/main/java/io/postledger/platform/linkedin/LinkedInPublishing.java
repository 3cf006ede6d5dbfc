package io.postledger.platform.linkedin;

import io.postledger.platform.Codes;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Rejected;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /rest/posts}, once, and what its answer proves. */
final class LinkedInPublishing {

    static final String DUPLICATE_OF = "duplicateOf";

    private static final String OPERATION = "linkedin.posts.create";
    private static final String POST = "urn:li:(share|ugcPost):[0-9]{1,19}";

    private final LinkedInCalls calls;
    private final Api api;
    private final NetworkSettings settings;

    LinkedInPublishing(LinkedInCalls calls, Api api, NetworkSettings settings) {
        this.calls = calls;
        this.api = api;
        this.settings = settings;
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        LinkedInPost post = new LinkedInPost(submission, prepared);
        if (!post.isWhole()) {
            String reason = "a file has not been sent to LinkedIn yet";
            return new NotSent(Codes.PREPARATION_EXPIRED, reason, null, api.notMade(OPERATION, reason));
        }
        Reply reply =
                calls.post(OPERATION, "/rest/posts", submission.credentials().accessToken(), post.body(), deadline);
        Optional<String> id = reply.header("x-restli-id").filter(urn -> urn.matches(POST));
        if (reply.isDone() && id.isPresent()) {
            return new Published(id.get(), LinkedInPages.post(settings, id.get()), reply.exchange());
        }
        Optional<String> earlier = LinkedInError.duplicateOf(reply.error());
        return Codes.DUPLICATE_CONTENT.equals(reply.judgement().code()) && earlier.isPresent()
                ? new Rejected(
                        Codes.DUPLICATE_CONTENT,
                        reply.reason(),
                        prepared.with(DUPLICATE_OF, earlier.get()),
                        reply.exchange())
                : reply.notPublished();
    }
}
