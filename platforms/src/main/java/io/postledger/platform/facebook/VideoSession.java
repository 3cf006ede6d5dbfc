package io.postledger.platform.facebook;

import io.postledger.platform.Prepared;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An upload of a video, as it is kept from one step to the next.
 *
 * @param videoId of the video that it will be
 * @param from and {@code to}: the bytes that Facebook asks for next; the same when it has all
 */
record VideoSession(String videoId, String sessionId, long from, long to) {

    /** Facebook's answer to the phase {@code start}; empty when it is none. */
    static Optional<VideoSession> begun(JsonNode answer, long bytes) {
        String video = answer.path("video_id").asString("");
        String session = answer.path("upload_session_id").asString("");
        return video.isBlank() || session.isBlank()
                ? Optional.empty()
                : new VideoSession(video, session, 0, 0).moved(answer, bytes);
    }

    /** To where Facebook says that it is; empty when it does not, or means no part of so many bytes. */
    Optional<VideoSession> moved(JsonNode where, long bytes) {
        if (!where.has("start_offset") || !where.has("end_offset")) {
            return Optional.empty();
        }
        long start = where.path("start_offset").asLong(-1);
        long end = where.path("end_offset").asLong(-1);
        boolean sensible = start >= 0 && start <= end && end <= bytes;
        return sensible ? Optional.of(new VideoSession(videoId, sessionId, start, end)) : Optional.empty();
    }

    boolean isWhole() {
        return from == to;
    }

    static Optional<VideoSession> of(Prepared prepared) {
        return prepared.part("video")
                .map(video -> new VideoSession(
                        video,
                        prepared.part("session").orElseThrow(),
                        Long.parseLong(prepared.part("from").orElseThrow()),
                        Long.parseLong(prepared.part("to").orElseThrow())));
    }

    Prepared prepared() {
        return new Prepared(
                Map.of("video", videoId, "session", sessionId, "from", String.valueOf(from), "to", String.valueOf(to)));
    }
}
