package io.postledger.api.export;

import org.jspecify.annotations.Nullable;

/**
 * What was written.
 *
 * @param items events, documents or rows; there may be none though more follow
 * @param next where the next part begins; null where this was the last
 * @param position of events: the last position of the log that was looked at. Of a projection: the position up to which
 *     everything is in this part for certain
 * @param upTo position in the log at which the export ends; of a projection, the end of the log when this part was written; of a
 *     copy, the position that it is as of
 * @param contentHash of the whole collection or table, told with the last part of a copy; else null
 */
public record ExportPart(
        long items,
        @Nullable String next,
        long position,
        long upTo,
        @Nullable String contentHash) {}
