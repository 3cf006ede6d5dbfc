package io.postledger.query;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Values of documents, as Java has them. MongoDB keeps times to the millisecond. */
public final class Documents {
    private Documents() {}

    public static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    public static <E extends Enum<E>> @Nullable E constant(Document document, String field, Class<E> type) {
        String name = document.getString(field);
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** Whether a document is one of this workspace; others are as good as not there. */
    public static boolean belongsTo(Document document, String workspaceId) {
        return workspaceId.equals(document.getString("workspaceId"));
    }
}
