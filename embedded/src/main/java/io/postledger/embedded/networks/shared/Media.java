package io.postledger.embedded.networks.shared;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Something that was, or is being, uploaded to a network, or fetched by it.
 *
 * @param declaredBytes what the upload was announced with; 0 when it was not
 * @param parts how many bytes came, by the number of their part
 * @param fields what only this network knows of it
 * @param fileOrNull null until all bytes are there
 * @param readyAtOrNull when its processing ends; null until all bytes are there
 * @param failureOrNull what its processing ends with; null when with success
 */
public record Media(
        String id,
        String accountId,
        String contentType,
        long declaredBytes,
        Instant createdAt,
        NavigableMap<Long, Long> parts,
        Map<String, String> fields,
        MediaFile fileOrNull,
        Instant readyAtOrNull,
        String failureOrNull) {

    /** Where it stands. */
    public enum State {
        UPLOADING,
        PROCESSING,
        FAILED,
        READY
    }

    public State state(Instant now) {
        if (fileOrNull == null && readyAtOrNull == null) {
            return State.UPLOADING;
        }
        if (now.isBefore(readyAtOrNull)) {
            return State.PROCESSING;
        }
        return failureOrNull != null ? State.FAILED : State.READY;
    }

    public long receivedBytes() {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
