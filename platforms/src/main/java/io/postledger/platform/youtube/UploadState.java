package io.postledger.platform.youtube;

import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireResult.Answered;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What an upload session says of itself, in the answer to a piece of the file or to the question how far it is. A session that
 * is over, well or badly, goes on to give the answer that it ended with.
 *
 * @param videoIdOrNull with COMPLETE only
 * @param received bytes from the beginning, with INCOMPLETE only
 * @param code one of {@link Codes}; with REFUSED only, else null
 * @param reason for people
 */
record UploadState(Kind kind, String videoIdOrNull, long received, String code, String reason, Reply reply) {

    /** Where the upload is. */
    enum Kind {
        /** The video exists. */
        COMPLETE,
        /** It has some of the bytes, perhaps none, and waits for the rest. */
        INCOMPLETE,
        /** It has every byte, and is still at work. */
        ALL_RECEIVED,
        /** There is no such session, or no longer. */
        GONE,
        /** The network refuses the video, and would again: there will be none. */
        REFUSED,
        /** The channel may not upload more for now, which ended the session: there will be no video from it. */
        LIMIT_REACHED,
        /** No answer that decides. */
        UNCLEAR
    }

    private static final Pattern RANGE = Pattern.compile("(?:bytes[ =])?0-([0-9]{1,18})");
    private static final Pattern VIDEO_ID = Pattern.compile("[A-Za-z0-9_-]{6,64}");

    /** Values of {@code status.uploadStatus} that say that nobody will ever see the video. */
    private static final Set<String> LOST = Set.of("failed", "rejected", "deleted");

    private static final int RESUME_INCOMPLETE = 308;

    Exchange exchange() {
        return reply.exchange();
    }

    static UploadState of(Reply reply, long size) {
        if (reply.status() == RESUME_INCOMPLETE) {
            return incomplete(reply, size);
        }
        if (reply.status() == 404 || reply.status() == 410) {
            return of(Kind.GONE, "there is no such upload session", reply);
        }
        if (reply.isDone()) {
            return ended(reply);
        }
        if (reply.judgement().verdict() == Verdict.REFUSED) {
            return new UploadState(Kind.REFUSED, null, 0, reply.judgement().code(), reply.reason(), reply);
        }
        boolean limit = YouTubeDialect.isUploadLimit(reply.error());
        return of(limit ? Kind.LIMIT_REACHED : Kind.UNCLEAR, reply.reason(), reply);
    }

    /** A session that was opened just now. */
    static UploadState opened(Reply reply) {
        return of(Kind.INCOMPLETE, "it is open", reply);
    }

    /** Such an answer has no body: one that has is not the network's. */
    private static UploadState incomplete(Reply reply, long size) {
        if (!(reply.result() instanceof Answered answered) || !answered.body().isBlank()) {
            return of(Kind.UNCLEAR, reply.reason(), reply);
        }
        Optional<String> range = reply.header("Range");
        Matcher last = RANGE.matcher(range.orElse("").trim());
        if (range.isPresent() && !last.matches()) {
            return of(Kind.UNCLEAR, "a Range that cannot be read", reply);
        }
        long received = range.isPresent() ? Long.parseLong(last.group(1)) + 1 : 0;
        String reason = "the network has " + received + " of " + size + " bytes";
        return new UploadState(
                received < size ? Kind.INCOMPLETE : Kind.ALL_RECEIVED, null, received, null, reason, reply);
    }

    private static UploadState ended(Reply reply) {
        JsonNode video = reply.json();
        String id = video.path("id").asString("");
        if (!VIDEO_ID.matcher(id).matches()) {
            return of(Kind.UNCLEAR, reply.reason(), reply);
        }
        JsonNode status = video.path("status");
        String uploadStatus = status.path("uploadStatus").asString("");
        if (!LOST.contains(uploadStatus)) {
            return new UploadState(Kind.COMPLETE, id, 0, null, "it is there", reply);
        }
        String why = status.path("failureReason")
                .asString(status.path("rejectionReason").asString("no reason given"));
        String reason = "The upload is " + uploadStatus + ": " + why;
        return new UploadState(Kind.REFUSED, null, 0, Codes.MEDIA_REFUSED, reason, reply);
    }

    private static UploadState of(Kind kind, String reason, Reply reply) {
        return new UploadState(kind, null, 0, null, reason, reply);
    }
}
