package io.postledger.platform.facebook;

import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import io.postledger.platform.graph.GraphUsage;
import io.postledger.platform.rules.Content;
import java.util.List;
import java.util.Map;

/** Every call counts alike; what a run of preparing really made is told by Meta's next answer. */
final class FacebookLimits {

    /** What Facebook asks for of a video at a time, as seen; it decides anew with every answer. */
    private static final long USUAL_CHUNK = 8L * 1024 * 1024;

    /** More calls than this do not fit into one run of preparing. */
    private static final long A_RUN = 20;

    static final List<Budget> BUDGETS = GraphUsage.budgets();

    private FacebookLimits() {}

    static Map<String, Integer> cost(Operation operation, Content contentOrNull) {
        int calls = operation == Operation.PREPARE ? uploads(contentOrNull) : 1;
        // A Page's token is renewed with its owner's: that counts for the app alone.
        return operation == Operation.REFRESH
                ? Map.of(GraphUsage.APP, calls)
                : Map.of(GraphUsage.ACCOUNT, calls, GraphUsage.APP, calls);
    }

    private static int uploads(Content contentOrNull) {
        if (contentOrNull == null) {
            return 1;
        }
        long chunks = contentOrNull.videos().stream()
                .mapToLong(video -> 2 + video.bytes() / USUAL_CHUNK)
                .sum();
        return (int)
                Math.min(GraphUsage.ACCOUNT_CALLS / 2, contentOrNull.images().size() + chunks);
    }
}
