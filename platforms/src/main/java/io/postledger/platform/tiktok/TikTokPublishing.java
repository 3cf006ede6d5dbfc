package io.postledger.platform.tiktok;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.Accepted;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;

/** Sends a video's last chunk, or says where photos are; TikTok then posts in its own time. */
final class TikTokPublishing {

    private static final String NOT_PREPARED = "nothing was announced to TikTok";

    /** Half a gigabyte takes TikTok half a minute; most posts are far smaller. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(5);

    private final Api api;
    private final TikTokCalls calls;
    private final TikTokChunks chunks;

    TikTokPublishing(Api api, TikTokCalls calls, TikTokChunks chunks) {
        this.api = api;
        this.calls = calls;
        this.chunks = chunks;
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        Attachment video = TikTokPost.videoOrNull(submission.content());
        return video == null ? photos(submission, prepared, deadline) : video(submission, video, prepared, deadline);
    }

    private PublishOutcome video(Submission submission, Attachment video, Prepared prepared, Instant deadline) {
        if (prepared.part(TikTokPreparing.ARRIVED).isPresent()) {
            return accepted(prepared, notMade("TikTok has all of it"));
        }
        if (prepared.part(TikTokPreparing.UPLOAD_URL).isEmpty()) {
            return new NotSent(Codes.PREPARATION_EXPIRED, NOT_PREPARED, null, notMade(NOT_PREPARED));
        }
        long from = Long.parseLong(prepared.part(TikTokPreparing.SENT).orElse("0"));
        InputStream bytes;
        try {
            bytes = submission.media().open(video, from);
        } catch (IOException e) {
            String why = TikTokChunks.UNREADABLE;
            return new NotSent(Codes.MEDIA_UNREADABLE, why, null, notMade(why));
        }
        Reply reply = chunks.send(prepared, video, bytes, from, video.bytes(), deadline);
        if (reply.status() == UploadDialect.ALL_THERE) {
            return accepted(prepared, reply.exchange());
        }
        if (reply.judgement().verdict() == Verdict.NOT_TAKEN) {
            return reply.notPublished();
        }
        // A chunk that is not taken may have come already: what TikTok has of the file tells.
        String code = reply.isDone() ? Codes.PROCESSING : reply.judgement().code();
        return new Unknown(code, reply.reason(), reply.exchange());
    }

    private PublishOutcome photos(Submission submission, Prepared prepared, Instant deadline) {
        Reply reply = calls.photoInit(
                submission.credentials().accessToken(),
                TikTokPost.photos(submission.content(), submission.media()),
                deadline);
        String publishId = reply.json().path("data").path("publish_id").asString("");
        return reply.isDone() && !publishId.isBlank()
                ? accepted(prepared.with(TikTokPreparing.PUBLISH_ID, publishId), reply.exchange())
                : reply.notPublished();
    }

    private Accepted accepted(Prepared prepared, Exchange exchange) {
        return new Accepted(prepared, api.now().plus(LOOK_AFTER), exchange);
    }

    private Exchange notMade(String why) {
        return api.notMade("tiktok.video.upload", why);
    }
}
