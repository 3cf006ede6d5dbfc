package io.postledger.api.history;

import io.postledger.api.StoredAs;
import io.postledger.api.privacy.PersonalData;
import java.util.Map;

/** History was asked for, by the event's actor; fields as in {@link RecordReading}. */
@StoredAs(name = "history.HistoryRead")
public record HistoryRead(
        String readingId,
        String workspaceId,
        ReadingKind kind,
        String target,
        @PersonalData Map<String, String> question)
        implements HistoryEvent {}
