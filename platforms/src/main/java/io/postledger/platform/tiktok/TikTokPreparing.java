package io.postledger.platform.tiktok;

import io.postledger.api.media.Attachment;
import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a video ready: asks what the creator may post, announces the video, and sends all chunks but the last. Nothing is
 * posted of a video whose last chunk never came. What goes on is asked how far it is, and goes on from there for as long as
 * its upload address lives; then it begins anew.
 */
final class TikTokPreparing {

    /** Parts of {@link Prepared}: the publish_id, where its bytes go, since when, and how they are cut. */
    static final String PUBLISH_ID = "publishId";

    static final String UPLOAD_URL = "uploadUrl";
    static final String STARTED_AT = "startedAt";
    static final String CHUNK = "chunk";
    /** Bytes that TikTok has. */
    static final String SENT = "sent";
    /** There when TikTok has all of them, though nobody sent the last just now. */
    static final String ARRIVED = "arrived";

    /** When the creator was asked what they may post, for photos. */
    static final String CHECKED_AT = "checkedAt";

    /** An upload address lives for an hour; a chunk that is begun should also end. */
    private static final Duration ADDRESS_LIVES = Duration.ofMinutes(55);

    private final Api api;
    private final TikTokCalls calls;
    private final CreatorCheck creator;
    private final TikTokChunks chunks;
    private final long chunkBytes;

    /** @param chunkBytes size of the chunks of new uploads */
    TikTokPreparing(Api api, TikTokCalls calls, CreatorCheck creator, TikTokChunks chunks, long chunkBytes) {
        this.api = api;
        this.calls = calls;
        this.creator = creator;
        this.chunks = chunks;
        this.chunkBytes = chunkBytes;
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        if (submission.content().media().isEmpty()) {
            return new Preparation.Rejected(
                    Codes.INVALID_REQUEST,
                    "TikTok takes a video or photos.",
                    api.notMade("tiktok.video.init", "there is neither a video nor a photo"));
        }
        Attachment video = TikTokPost.videoOrNull(submission.content());
        if (video == null) {
            // An earlier publish_id would answer for an earlier sending. Something stands in its place, so that what is
            // kept of the post is never nothing.
            Prepared clean =
                    soFar.without(PUBLISH_ID).with(CHECKED_AT, api.now().toString());
            CreatorCheck.Checked checked = creator.check(submission, clean, deadline);
            return checked.objection().orElse(new Ready(clean, checked.reply().exchange()));
        }
        Optional<String> publishId = soFar.part(PUBLISH_ID);
        return publishId.isEmpty()
                ? begin(submission, video, soFar, deadline)
                : resume(submission, video, publishId.get(), soFar.without(ARRIVED), deadline);
    }

    private Preparation begin(Submission submission, Attachment video, Prepared soFar, Instant deadline) {
        CreatorCheck.Checked checked = creator.check(submission, soFar, deadline);
        if (checked.objection().isPresent()) {
            return checked.objection().get();
        }
        Instant now = api.now();
        ChunkPlan plan = ChunkPlan.of(video.bytes(), chunkBytes);
        AccessToken token = submission.credentials().accessToken();
        Reply reply = calls.videoInit(token, TikTokPost.video(submission.content(), plan), deadline);
        String publishId = reply.json().path("data").path("publish_id").asString("");
        String uploadUrl = reply.json().path("data").path("upload_url").asString("");
        if (!reply.isDone() || publishId.isBlank() || !isAddress(uploadUrl)) {
            return reply.notPrepared(soFar);
        }
        Prepared begun = soFar.with(PUBLISH_ID, publishId)
                .with(UPLOAD_URL, uploadUrl)
                .with(STARTED_AT, now.toString())
                .with(CHUNK, Long.toString(plan.chunk()));
        return goOn(submission, video, begun, 0, reply.exchange(), deadline);
    }

    private static boolean isAddress(String url) {
        try {
            return URI.create(url).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Preparation resume(
            Submission submission, Attachment video, String publishId, Prepared soFar, Instant deadline) {
        TikTokStatus status =
                TikTokStatus.of(calls.status(submission.credentials().accessToken(), publishId, deadline));
        return switch (status.kind()) {
            case FAILED, NOT_KNOWN -> begin(submission, video, anew(soFar), deadline);
            case REFUSED -> new Preparation.Rejected(status.code(), status.reason(), status.exchange());
            case COMPLETE, IN_INBOX -> new Ready(soFar.with(ARRIVED, "true"), status.exchange());
            case UNCLEAR -> status.reply().notPrepared(soFar);
            case PROCESSING -> {
                long uploaded = Math.max(0, status.uploadedBytes());
                if (uploaded >= video.bytes()) {
                    yield new Ready(soFar.with(ARRIVED, "true"), status.exchange());
                }
                yield addressLives(soFar)
                        ? goOn(submission, video, soFar, uploaded, status.exchange(), deadline)
                        : begin(submission, video, anew(soFar), deadline);
            }
        };
    }

    private boolean addressLives(Prepared soFar) {
        Instant started = soFar.part(STARTED_AT).map(Instant::parse).orElse(Instant.EPOCH);
        return api.now().isBefore(started.plus(ADDRESS_LIVES));
    }

    private static Prepared anew(Prepared soFar) {
        return soFar.without(PUBLISH_ID).without(UPLOAD_URL).without(STARTED_AT).without(SENT);
    }

    private Preparation goOn(
            Submission submission, Attachment video, Prepared prepared, long sent, Exchange latest, Instant deadline) {
        Instant began = latest.at();
        ChunkPlan plan = chunks.plan(prepared, video);
        Prepared soFar = prepared.with(SENT, Long.toString(sent));
        Exchange exchange = latest;
        long from = sent;
        while (from < plan.lastFrom()) {
            if (!api.now().isBefore(deadline)) {
                return new Waiting(soFar, api.now(), exchange);
            }
            InputStream bytes;
            try {
                bytes = submission.media().open(video, from);
            } catch (IOException e) {
                return new NotDone(soFar, Codes.MEDIA_UNREADABLE, TikTokChunks.UNREADABLE, null, exchange);
            }
            Reply reply = chunks.send(soFar, video, bytes, from, plan.endAfter(from), deadline);
            exchange = reply.exchange();
            if (!reply.isDone()) {
                return stopped(reply, soFar, deadline);
            }
            from = plan.endAfter(from);
            soFar = soFar.with(SENT, Long.toString(from));
        }
        // The last chunk deserves more of the time than its preparing took: it may have another run's.
        Instant now = api.now();
        boolean isShort = Duration.between(began, now).compareTo(Duration.between(now, deadline)) > 0;
        return from > sent && isShort ? new Waiting(soFar, now, exchange) : new Ready(soFar, exchange);
    }

    private Preparation stopped(Reply reply, Prepared soFar, Instant deadline) {
        if (reply.status() == 403 || reply.status() == 404) {
            return reply.notPrepared(anew(soFar));
        }
        return reply.status() == 0 && !api.now().isBefore(deadline)
                ? new Waiting(soFar, api.now(), reply.exchange())
                : reply.notPrepared(soFar);
    }
}
