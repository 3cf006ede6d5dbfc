package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing as it stood, by replaying its events through the code that decides on it; answers {@link HistoricState}. Who may ask is
 * as with {@link FindHistory}, with a reading of kind STATES. Members have none: the workspace's has theirs. Rejected:
 * NOT_PERMITTED, READING_NOT_RECORDED, VERSION_AFTER_LAST, INSTANT_BEFORE_FIRST_EVENT, INSTANT_IN_FUTURE, INVALID_ID, and that of
 * the target where it is not found.
 */
@Requires(Permission.READ)
public record FindState(
        HistoryTarget target, Moment moment, @Nullable ReadingId readingId) {
    /** What is asked for, by parameter, as its reading says it. */
    public Map<String, String> question() {
        return new Question()
                .with("version", moment.version())
                .with("at", moment.at())
                .asked();
    }
}
