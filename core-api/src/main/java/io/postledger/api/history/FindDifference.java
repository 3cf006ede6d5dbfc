package io.postledger.api.history;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a thing at two points of its life, in either order; answers {@link StateDifference}. Who may ask, and
 * rejections, as {@link FindState}.
 */
@Requires(Permission.READ)
public record FindDifference(
        HistoryTarget target,
        Moment from,
        Moment to,
        @Nullable ReadingId readingId) {
    /** What is asked for, by parameter, as its reading says it. */
    public Map<String, String> question() {
        return new Question()
                .with("fromVersion", from.version())
                .with("from", from.at())
                .with("toVersion", to.version())
                .with("to", to.at())
                .asked();
    }
}
