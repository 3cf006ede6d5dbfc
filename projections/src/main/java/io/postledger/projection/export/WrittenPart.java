package io.postledger.projection.export;

import org.jspecify.annotations.Nullable;

/**
 * A part of a collection or table.
 *
 * @param items documents or rows
 * @param next where the next part begins; null where this was the last
 */
public record WrittenPart(long items, @Nullable String next) {}
