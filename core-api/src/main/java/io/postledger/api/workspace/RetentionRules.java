package io.postledger.api.workspace;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * After how many days (of 24 hours) of what a workspace may have deleted by itself. Null keeps it for ever. Rejected with
 * RETENTION_PERIOD_INVALID where a period is shorter than its least, or longer than {@value #MOST_DAYS} days.
 *
 * @param unusedMediaDays from when a picture or video was uploaded, or was taken out of the last post that had it; at least
 *     {@value #LEAST_UNUSED_MEDIA_DAYS}
 * @param endedPostMediaDays from when the last of its posts went out, failed or was deleted; at least {@value
 *     #LEAST_ENDED_POST_MEDIA_DAYS}, since networks fetch by link and failures are looked into
 */
public record RetentionRules(
        @Nullable Integer unusedMediaDays, @Nullable Integer endedPostMediaDays) {
    public static final int LEAST_UNUSED_MEDIA_DAYS = 7;
    public static final int LEAST_ENDED_POST_MEDIA_DAYS = 30;
    public static final int MOST_DAYS = 36_500;

    /** Nothing is deleted by itself. */
    public static final RetentionRules NONE = new RetentionRules(null, null);

    public RetentionRules {
        require("unusedMediaDays", unusedMediaDays, LEAST_UNUSED_MEDIA_DAYS);
        require("endedPostMediaDays", endedPostMediaDays, LEAST_ENDED_POST_MEDIA_DAYS);
    }

    private static void require(String field, @Nullable Integer days, int least) {
        if (days != null && (days < least || days > MOST_DAYS)) {
            throw new RejectedException(
                    RejectionCode.RETENTION_PERIOD_INVALID,
                    "This is kept for " + least + " to " + MOST_DAYS + " days, or for ever",
                    Map.of("field", field, "min", Integer.toString(least), "max", Integer.toString(MOST_DAYS)));
        }
    }
}
