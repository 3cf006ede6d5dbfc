package io.postledger.api.export;

import org.jspecify.annotations.Nullable;

/**
 * One part of an export.
 *
 * @param after what the part before gave as {@link ExportPart#next}; null for the first part
 * @param limit items of the part at most, 1 to {@value #MOST}
 */
public record PartRequest(ExportFormat format, @Nullable String after, int limit) {
    public static final int MOST = 1_000_000;
}
