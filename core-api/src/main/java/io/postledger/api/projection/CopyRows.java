package io.postledger.api.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a copy's content.
 *
 * @param rows each document (MongoDB's canonical extended JSON, fields sorted) or row (JSON, without its position) as JSON
 * @param next what the next page begins from; null after the last one
 */
public record CopyRows(List<String> rows, @Nullable String next) {}
