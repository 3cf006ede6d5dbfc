package io.postledger.api.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that a projection has set aside.
 *
 * @param items the first of them
 * @param all how many there are
 */
public record LetterList(List<Letter> items, long all) {
    /**
     * An event that was set aside: its handler failed, or an earlier one of its sequence did.
     *
     * @param generation that it is missing in
     * @param sequence identifier of the events that are held in order with it, normally the aggregate's
     * @param number of the event in its aggregate, from 0
     * @param position of the event in the log
     * @param event stored name of the event
     * @param setAsideAt UTC
     * @param cause class of its handler's newest failure and where it was; null while it only waits for an earlier event
     * @param failures of its handler so far
     * @param payload what the event says, as JSON; null where it was not asked for
     */
    public record Letter(
            int generation,
            String sequence,
            String aggregateId,
            long number,
            long position,
            String event,
            Instant setAsideAt,
            @Nullable String cause,
            int failures,
            @Nullable String payload) {}
}
