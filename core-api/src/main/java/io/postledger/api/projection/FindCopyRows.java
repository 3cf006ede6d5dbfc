package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/**
 * Content of a copy, a page at a time, in an order that is always the same; answers {@link CopyRows}. Rejected: PROJECTION_NOT_FOUND,
 * COPY_NOT_FOUND, COPY_NOT_READY (still being built), TARGET_NOT_FOUND, INVALID_REQUEST.
 *
 * @param target one of the projection's collections or tables; null for its only or first one
 * @param from {@link CopyRows#next} of the page before; null for the first
 * @param limit of rows in the page, from 1 to {@value #MOST}
 */
@Requires(Permission.OPERATE)
public record FindCopyRows(
        String projection,
        String copy,
        @Nullable String target,
        @Nullable String from,
        int limit) {
    public static final int MOST = 10_000;
}
