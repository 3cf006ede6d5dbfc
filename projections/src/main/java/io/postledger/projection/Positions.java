package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How a position is stored: a small document of our own, readable by a person, and independent of any serializer's
 * settings and of class names. Axon's wrapping tokens (replay, merge) are reduced to the lower bound that they hold:
 * going over events again changes nothing, so there is nothing to remember about it.
 */
public final class Positions {
    private static final String GAP_AWARE = "gap-aware";
    private static final String GLOBAL = "global";

    private Positions() {}

    /** The place in the log; -1 for the time before the first event, which has no token. */
    public static long indexOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    /** Rejected: POSITION_AFTER_HEAD. */
    public static void requireInLog(long asked, long head) {
        if (asked > head) {
            throw new RejectedException(
                    RejectionCode.POSITION_AFTER_HEAD,
                    "The log does not go so far yet",
                    Map.of("head", Long.toString(head)));
        }
    }

    public static Document toDocument(TrackingToken token) {
        TrackingToken plain = WrappedToken.unwrapLowerBound(token);
        if (plain instanceof GapAwareTrackingToken gapAware) {
            return new Document("kind", GAP_AWARE)
                    .append("index", gapAware.getIndex())
                    .append("gaps", List.copyOf(gapAware.getGaps()));
        }
        if (plain instanceof GlobalSequenceTrackingToken global) {
            return new Document("kind", GLOBAL).append("index", global.getGlobalIndex());
        }
        throw new IllegalArgumentException("Positions of this kind are not known: " + token);
    }

    public static TrackingToken fromDocument(Document stored) {
        long index = stored.get("index", Number.class).longValue();
        return switch (stored.getString("kind")) {
            case GAP_AWARE ->
                GapAwareTrackingToken.newInstance(
                        index,
                        stored.getList("gaps", Number.class).stream()
                                .map(Number::longValue)
                                .toList());
            case GLOBAL -> new GlobalSequenceTrackingToken(index);
            default -> throw new IllegalArgumentException("Positions of this kind are not known: " + stored);
        };
    }
}
