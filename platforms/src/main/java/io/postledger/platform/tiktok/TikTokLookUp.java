package io.postledger.platform.tiktok;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Absent;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks what became of a publish_id. A video of which bytes are missing is not posted. A post that is complete has an id only
 * once it is public and moderated: before, and for ever where it is not public, its publish_id stands for it.
 */
final class TikTokLookUp {

    private static final Duration LATER = Duration.ofSeconds(10);
    private static final Duration MUCH_LATER = Duration.ofMinutes(10);

    private final NetworkSettings settings;
    private final Api api;
    private final TikTokCalls calls;
    private final TikTokVideos videos;

    TikTokLookUp(NetworkSettings settings, Api api, TikTokCalls calls, TikTokVideos videos) {
        this.settings = settings;
        this.api = api;
        this.calls = calls;
        this.videos = videos;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        Optional<String> publishId = prepared.part(TikTokPreparing.PUBLISH_ID);
        if (publishId.isEmpty()) {
            return videos.find(submission, attempt);
        }
        TikTokStatus status =
                TikTokStatus.of(calls.status(submission.credentials().accessToken(), publishId.get()));
        return switch (status.kind()) {
            case COMPLETE -> found(submission, publishId.get(), status);
            case FAILED -> new Absent(status.exchange());
            case REFUSED -> new LookUp.Refused(status.code(), status.reason(), status.exchange());
            case PROCESSING -> processing(submission, status);
            case IN_INBOX ->
                new Undecided(Codes.PROCESSING, status.reason(), api.now().plus(MUCH_LATER), status.exchange());
            case NOT_KNOWN -> videos.find(submission, attempt);
            case UNCLEAR -> status.reply().undecided();
        };
    }

    private LookUp processing(Submission submission, TikTokStatus status) {
        var video = TikTokPost.videoOrNull(submission.content());
        boolean missing = video != null && status.uploadedBytes() >= 0 && status.uploadedBytes() < video.bytes();
        return missing
                ? new Absent(status.exchange())
                : new Undecided(Codes.PROCESSING, status.reason(), api.now().plus(LATER), status.exchange());
    }

    private Found found(Submission submission, String publishId, TikTokStatus status) {
        if (status.postIdOrNull() == null) {
            return new Found(publishId, TikTokPages.profile(settings, submission.account()), status.exchange());
        }
        String kind = TikTokPost.videoOrNull(submission.content()) == null ? "photo" : "video";
        return new Found(
                status.postIdOrNull(),
                TikTokPages.post(settings, submission.account(), kind, status.postIdOrNull()),
                status.exchange());
    }
}
