package io.postledger.api.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Things by id; {@code nextCursor} is null on the last page. */
public record ThingPage(
        @Nullable String readingId,
        List<HistoryTarget> things,
        @Nullable String nextCursor) {}
