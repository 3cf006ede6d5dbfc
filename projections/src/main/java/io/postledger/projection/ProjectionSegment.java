package io.postledger.projection;

/**
 * The share of a projection's events that one worker takes.
 *
 * @param projection the projection's name
 * @param number the segment's number at its event processor, from 0
 */
public record ProjectionSegment(String projection, int number) {
    /** As a key in a store. */
    public String key() {
        return projection + ":" + number;
    }
}
