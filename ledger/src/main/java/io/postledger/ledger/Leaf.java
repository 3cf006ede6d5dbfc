package io.postledger.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stored event, byte for byte: what the ledger proves.
 *
 * @param position in the log; grows from leaf to leaf, with gaps where the log has gaps
 * @param sequence number within its aggregate, from 0
 * @param recordedAt as it is stored: ISO 8601, UTC
 * @param payload as stored, never decoded or upcast
 * @param metadata as stored
 */
public record Leaf(
        long position,
        String aggregateId,
        @Nullable String aggregateType,
        long sequence,
        String eventId,
        String name,
        @Nullable String revision,
        String recordedAt,
        byte[] payload,
        byte @Nullable [] metadata) {
    private static final byte VERSION = 1;
    /** Before a field's bytes stands how many there are; this where there is none. */
    private static final int NONE = -1;

    /** The bytes that are hashed. */
    public byte[] bytes() {
        byte[][] fields = {
            utf8(aggregateId),
            utf8(aggregateType),
            utf8(eventId),
            utf8(name),
            utf8(revision),
            utf8(recordedAt),
            payload,
            metadata
        };
        int length = 1 + 2 * Long.BYTES;
        for (byte[] field : fields) {
            length += Integer.BYTES + (field == null ? 0 : field.length);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(length).put(VERSION).putLong(position).putLong(sequence);
        for (byte[] field : fields) {
            if (field == null) {
                bytes.putInt(NONE);
            } else {
                bytes.putInt(field.length).put(field);
            }
        }
        return bytes.array();
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
