package io.postledger.embedded.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the parts of an export as {@value #NAME}, written anew after each part: what it is an export of, and
 * what each part holds.
 *
 * @param format of this file
 * @param of what was asked for: the same, asked for again, goes on where this ends
 * @param upTo position in the log at which an export of events ends; of a projection, the end of the log at its first part; of a copy,
 *     the position that it is as of
 * @param isComplete whether there are no more parts to come
 * @param contentHash of a copy that is complete, what {@code projections copies} says; else null
 * @param export what it is in the installation's log as; null before the first part
 */
record Manifest(
        int format,
        Map<String, String> of,
        long upTo,
        boolean isComplete,
        @Nullable String contentHash,
        @Nullable String export,
        List<Part> parts) {
    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    /**
     * A file.
     *
     * @param items events, documents or rows
     * @param position of events: the last position of the log that was looked at; of a projection: up to where it had come
     * @param sha256 of the file, hexadecimal
     * @param next where the part after it begins
     */
    record Part(
            String name,
            long items,
            long bytes,
            long position,
            String sha256,
            @Nullable String next) {}

    static Manifest begun(Map<String, String> of) {
        return new Manifest(FORMAT, of, -1, false, null, null, List.of());
    }

    /** With one part more. @param hash told with a copy's last part @param record what the part is in the installation's log as */
    Manifest with(Part part, long end, @Nullable String hash, @Nullable String record) {
        List<Part> all = new ArrayList<>(parts);
        all.add(part);
        return new Manifest(format, of, parts.isEmpty() ? end : upTo, part.next() == null, hash, record, all);
    }

    long items() {
        return parts.stream().mapToLong(Part::items).sum();
    }
}
