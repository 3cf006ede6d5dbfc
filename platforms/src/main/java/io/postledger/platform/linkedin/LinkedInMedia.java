package io.postledger.platform.linkedin;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Rejected;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.rules.MediaTypes;
import java.time.Duration;
import java.time.Instant;

/** Files on their way to LinkedIn: all are sent, then all are asked after, until each may be used in a post. */
final class LinkedInMedia {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final LinkedInCalls calls;
    private final Api api;
    private final ImageUpload images;
    private final VideoUpload videos;

    LinkedInMedia(LinkedInCalls calls, Api api) {
        this.calls = calls;
        this.api = api;
        this.images = new ImageUpload(calls, api);
        this.videos = new VideoUpload(calls, api);
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        Prepared prepared = soFar;
        Exchange last = api.notMade("linkedin.media.none", "nothing is left to prepare");
        for (Attachment file : submission.content().media()) {
            Upload upload = new Upload(file.mediaId(), prepared);
            if (!upload.isSent()) {
                Upload current = upload.isOver(api.now()) ? upload.forgotten() : upload;
                Preparation step = MediaTypes.isVideo(file)
                        ? videos.send(submission, file, current, deadline)
                        : images.send(submission, file, current, deadline);
                if (!(step instanceof Ready sent)) {
                    return step;
                }
                prepared = sent.prepared();
                last = sent.exchange();
            }
        }
        return askAfter(submission, prepared, last, deadline);
    }

    private Preparation askAfter(Submission submission, Prepared sent, Exchange lastOfSending, Instant deadline) {
        Prepared prepared = sent;
        Exchange last = lastOfSending;
        boolean allReady = true;
        for (Attachment file : submission.content().media()) {
            Upload upload = new Upload(file.mediaId(), prepared);
            if (!upload.isReady()) {
                Preparation step = status(submission, file, upload, deadline);
                if (step instanceof Waiting waiting) {
                    allReady = false;
                    prepared = waiting.soFar();
                } else if (step instanceof Ready ready) {
                    prepared = ready.prepared();
                } else {
                    return step;
                }
                last = step.exchange();
            }
        }
        return allReady
                ? new Ready(prepared, last)
                : new Waiting(prepared, api.now().plus(LOOK_AGAIN), last);
    }

    private Preparation status(Submission submission, Attachment file, Upload upload, Instant deadline) {
        String kind = MediaTypes.isVideo(file) ? "videos" : "images";
        Reply reply = calls.get(
                "linkedin." + kind + ".get",
                "/rest/" + kind + "/" + Api.encode(upload.urn().orElse("")),
                submission.credentials().accessToken(),
                deadline);
        if (reply.status() == 403) {
            // A consent to write only may not read: then the post is what tells whether the file is ready.
            return new Ready(upload.ready().prepared(), reply.exchange());
        }
        if (reply.status() == 404) {
            return expired(upload, reply);
        }
        if (!reply.isDone()) {
            return reply.judgement().verdict() == Verdict.REFUSED
                    ? new NotDone(upload.prepared(), reply.judgement().code(), reply.reason(), null, reply.exchange())
                    : reply.notPrepared(upload.prepared());
        }
        return switch (reply.json().path("status").asString("")) {
            case "AVAILABLE" -> new Ready(upload.ready().prepared(), reply.exchange());
            case "PROCESSING" -> new Waiting(upload.prepared(), api.now(), reply.exchange());
            case "WAITING_UPLOAD" -> expired(upload, reply);
            case "PROCESSING_FAILED" ->
                new Rejected(
                        Codes.MEDIA_REFUSED,
                        reply.json()
                                .path("processingFailureReason")
                                .asString("LinkedIn could not process " + file.contentType()),
                        reply.exchange());
            default ->
                new NotDone(upload.prepared(), Codes.UNREADABLE_ANSWER, "an unknown status", null, reply.exchange());
        };
    }

    /** What LinkedIn no longer has is sent anew. */
    static NotDone expired(Upload upload, Reply reply) {
        return new NotDone(
                upload.forgotten().prepared(),
                Codes.PREPARATION_EXPIRED,
                "LinkedIn has not got the file: " + reply.reason(),
                null,
                reply.exchange());
    }

    /** What an upload of bytes that did not end well means. */
    static Preparation notSent(Upload upload, Reply reply) {
        if (reply.judgement().verdict() != Verdict.REFUSED) {
            return reply.notPrepared(upload.prepared());
        }
        return reply.status() == 413 || reply.status() == 415
                ? new Rejected(Codes.MEDIA_REFUSED, reply.reason(), reply.exchange())
                : expired(upload, reply);
    }
}
