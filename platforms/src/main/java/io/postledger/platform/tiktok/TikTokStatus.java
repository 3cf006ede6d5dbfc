package io.postledger.platform.tiktok;

import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.http.Reply;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What TikTok says of a {@code publish_id}.
 *
 * @param uploadedBytes how many bytes of the file are there; -1 where it is not told
 * @param postIdOrNull the post's id, which there is once it is public and moderated
 * @param code one of {@link Codes}; with FAILED and REFUSED only, else null
 * @param reason for people
 */
record TikTokStatus(Kind kind, long uploadedBytes, String postIdOrNull, String code, String reason, Reply reply) {

    /** Where the post is. */
    enum Kind {
        /** Bytes are on their way, or are being worked on. */
        PROCESSING,
        /** It waits for the creator to finish it in the app. */
        IN_INBOX,
        /** It is posted. */
        COMPLETE,
        /** It is not posted, and may be sent again. */
        FAILED,
        /** It is not posted, and would fail again. */
        REFUSED,
        /** TikTok knows no such publish_id. */
        NOT_KNOWN,
        /** No answer that decides. */
        UNCLEAR
    }

    private static final Set<String> MAY_BE_SENT_AGAIN =
            Set.of("internal", "video_pull_failed", "photo_pull_failed", "spam_risk_too_many_posts", "auth_removed");

    private static final Set<String> MEDIA = Set.of(
            "file_format_check_failed",
            "duration_check_failed",
            "frame_rate_check_failed",
            "picture_size_check_failed");

    Exchange exchange() {
        return reply.exchange();
    }

    static TikTokStatus of(Reply reply) {
        if (!reply.isDone()) {
            boolean unknown = "invalid_publish_id".equals(reply.error().codeOrNull());
            return of(unknown ? Kind.NOT_KNOWN : Kind.UNCLEAR, reply.reason(), reply);
        }
        JsonNode data = reply.json().path("data");
        String status = data.path("status").asString("");
        return switch (status) {
            case "PROCESSING_UPLOAD", "PROCESSING_DOWNLOAD" -> {
                long uploaded = data.path("uploaded_bytes").asLong(-1);
                yield new TikTokStatus(Kind.PROCESSING, uploaded, null, null, "TikTok is at work on it", reply);
            }
            case "SEND_TO_USER_INBOX" -> of(Kind.IN_INBOX, "it waits for the creator in the TikTok app", reply);
            case "PUBLISH_COMPLETE" -> {
                String id = data.path("publicaly_available_post_id").path(0).asString("");
                String post = id.matches("[0-9]{1,20}") ? id : null;
                yield new TikTokStatus(Kind.COMPLETE, -1, post, null, "it is posted", reply);
            }
            case "FAILED" -> failed(data.path("fail_reason").asString("no reason given"), reply);
            default -> of(Kind.UNCLEAR, "a status that is not known: " + status, reply);
        };
    }

    private static TikTokStatus failed(String failReason, Reply reply) {
        String reason = "TikTok gave up: " + failReason;
        if (MAY_BE_SENT_AGAIN.contains(failReason)) {
            return new TikTokStatus(Kind.FAILED, -1, null, Codes.SERVER_ERROR, reason, reply);
        }
        String code = MEDIA.contains(failReason)
                ? Codes.MEDIA_REFUSED
                : failReason.startsWith("spam_risk") ? Codes.FORBIDDEN : Codes.INVALID_REQUEST;
        return new TikTokStatus(Kind.REFUSED, -1, null, code, reason, reply);
    }

    private static TikTokStatus of(Kind kind, String reason, Reply reply) {
        return new TikTokStatus(kind, -1, null, null, reason, reply);
    }
}
