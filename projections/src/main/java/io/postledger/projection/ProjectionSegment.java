package io.postledger.projection;

/**
 * The share of a projection's events that one worker takes.
 *
 * @param projection the projection's name
 * @param generation which of the projection's copies is written to, from 1
 * @param number the segment's number at its event processor, from 0
 */
public record ProjectionSegment(String projection, int generation, int number) {
    /** As a key in a store; the same in each generation, since each keeps its positions beside its own data. */
    public String key() {
        return projection + ":" + number;
    }

    /** Another share of the same generation. */
    public ProjectionSegment other(int itsNumber) {
        return new ProjectionSegment(projection, generation, itsNumber);
    }
}
