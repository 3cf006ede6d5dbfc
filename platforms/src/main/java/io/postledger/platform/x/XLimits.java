package io.postledger.platform.x;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.MediaTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** X's limits, each endpoint's its own: in 15 minutes for a user, and of posts in 24 hours for an application. */
final class XLimits {

    /** Of posts. */
    static final String WINDOW = "15min";

    static final String APP_DAY = "app-24hour";
    static final String TIMELINE = "timeline-15min";
    static final String LOOKUP = "lookup-15min";
    /** Of initialize, append and finalize each; there are never fewer of the second than of the others. */
    static final String UPLOAD = "media-15min";

    static final String UPLOAD_STATUS = "media-status-15min";
    static final String ALT_TEXT = "media-metadata-15min";
    /** Of calls that nothing is budgeted for. */
    static final String OTHER = "other-15min";

    private static final Budget.Window QUARTER = new Budget.Every(Duration.ofMinutes(15));

    static final List<Budget> BUDGETS = List.of(
            Budget.perAccount(WINDOW, 100, QUARTER),
            Budget.perApp(APP_DAY, 10_000, new Budget.Every(Duration.ofHours(24))),
            Budget.perAccount(TIMELINE, 900, QUARTER),
            Budget.perAccount(LOOKUP, 5_000, QUARTER),
            Budget.perAccount(UPLOAD, 1_875, QUARTER),
            Budget.perAccount(UPLOAD_STATUS, 1_000, QUARTER),
            Budget.perAccount(ALT_TEXT, 500, QUARTER));

    private XLimits() {}

    static Map<String, Integer> cost(Operation operation, Content content) {
        return switch (operation) {
            case SEND -> Map.of(WINDOW, 1, APP_DAY, 1);
            case LOOK_UP -> Map.of(TIMELINE, 1);
            case FETCH_METRICS -> Map.of(LOOKUP, 1);
            case PREPARE -> content == null || content.media().isEmpty() ? Map.of() : upload(content);
            case REFRESH -> Map.of();
        };
    }

    /** The most that one step of preparing may spend. */
    private static Map<String, Integer> upload(Content content) {
        long segments = content.media().stream().mapToLong(XUpload::segments).sum();
        boolean processed = content.media().stream().anyMatch(XLimits::isProcessed);
        int described =
                (int) content.media().stream().filter(XUpload::isDescribed).count();
        return Map.of(
                UPLOAD,
                (int) Math.min(segments, XUploads.CALLS_A_STEP),
                UPLOAD_STATUS,
                processed ? 1 : 0,
                ALT_TEXT,
                described);
    }

    private static boolean isProcessed(Attachment media) {
        return MediaTypes.isVideo(media) || media.contentType().equals(MediaTypes.GIF);
    }
}
