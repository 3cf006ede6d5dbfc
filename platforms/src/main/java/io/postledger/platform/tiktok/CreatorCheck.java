package io.postledger.platform.tiktok;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Preparation;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What TikTok lets this creator post right now, which it asks every client to find out before a post. */
final class CreatorCheck {

    private final TikTokCalls calls;

    CreatorCheck(TikTokCalls calls) {
        this.calls = calls;
    }

    /**
     * @param reply the answer
     * @param objection empty where the creator may post this
     */
    record Checked(Reply reply, Optional<Preparation> objection) {}

    Checked check(Submission submission, Prepared soFar, Instant deadline) {
        Reply reply = calls.creator(submission.credentials().accessToken(), deadline);
        JsonNode data = reply.json().path("data");
        if (!reply.isDone() || !data.path("privacy_level_options").isArray()) {
            return new Checked(reply, Optional.of(reply.notPrepared(soFar)));
        }
        return new Checked(
                reply,
                objection(submission, data)
                        .map(reason -> new Preparation.Rejected(Codes.INVALID_REQUEST, reason, reply.exchange())));
    }

    private static Optional<String> objection(Submission submission, JsonNode creator) {
        List<String> offered = new ArrayList<>();
        creator.path("privacy_level_options").forEach(option -> offered.add(option.asString("")));
        String wanted = submission.content().option(TikTokPost.PRIVACY).orElse("");
        if (!offered.contains(wanted)) {
            return Optional.of("TikTok offers this account " + String.join(", ", offered) + " as '" + TikTokPost.PRIVACY
                    + "', and not " + wanted + ".");
        }
        Attachment video = TikTokPost.videoOrNull(submission.content());
        long maxSeconds = creator.path("max_video_post_duration_sec").asLong(0);
        boolean tooLong = video != null
                && video.durationMillis() != null
                && maxSeconds > 0
                && video.durationMillis() > maxSeconds * 1_000;
        return tooLong
                ? Optional.of("TikTok takes videos of at most " + maxSeconds + " s from this account.")
                : Optional.empty();
    }
}
