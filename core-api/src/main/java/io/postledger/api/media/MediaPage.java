package io.postledger.api.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of pictures and videos; {@code nextCursor} is null on the last. */
public record MediaPage(List<MediaView> items, @Nullable String nextCursor) {}
