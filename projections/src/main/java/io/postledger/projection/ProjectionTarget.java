package io.postledger.projection;

import io.postledger.api.export.PartRequest;
import io.postledger.projection.export.WrittenPart;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;

/**
 * A collection or table that a projection fills. It keeps the position that its data has reached in the same store as
 * the data, so that whatever becomes of the data, the position goes the same way.
 */
public interface ProjectionTarget {
    /** The store it is in, with which it becomes reachable and unreachable. */
    ProjectionStore store();

    /**
     * Gets ready to be written to from where its data stands: makes what is missing (schema, indexes, a position) and
     * checks that the data that the position speaks of is there. Called each time that a node takes over a segment.
     *
     * @return up to where all data is here; empty where the projection must start from the first event
     */
    Optional<TrackingToken> open(ProjectionSegment segment);

    /**
     * Asked before an event is blamed for what may come of missing data.
     *
     * @throws RuntimeException where data is missing that the position speaks of; opening the segment again mends that
     */
    void requireWhole(ProjectionSegment segment);

    /** Sets the position without writing data; empty for the time before the first event. */
    void moveTo(ProjectionSegment segment, Optional<TrackingToken> position);

    /**
     * Has writes to a segment that is open gathered until the answer is closed. Only for who is its one writer, and where no reader
     * waits for what is written.
     */
    default Gathering gather(ProjectionSegment segment) {
        return Gathering.NONE;
    }

    /** Where a generation's letters are kept, whether or not there are any. */
    LetterBox letters(int generation);

    /** From now on readers read this generation. */
    void show(int generation);

    /** Removes a generation: data, positions and letters; one that is not there is no error. */
    void drop(int generation);

    /** Position of the segment of a generation that is furthest behind, as it stands beside the data; -1 before the first event. */
    long reached(String projection, int generation);

    /** How many documents or rows a generation has. */
    long size(int generation);

    /**
     * How the content of two generations differs; rows, apart from the position that they rest on.
     *
     * @param examples how many keys to name at most
     */
    Generations.TargetDifference difference(int one, int other, int examples);

    /**
     * SHA-256, in hexadecimal, of a generation's content in a canonical order: the same for the same events, however and in
     * whatever batches they were projected.
     */
    String hash(int generation);

    /**
     * Writes one part of a generation's content: the same bytes for the same content. Its parts together are all of it, each item
     * once, as long as nothing changes meanwhile; what changes is in its old or its new form, and never missing because of that.
     *
     * @param to is not closed
     * @throws io.postledger.api.RejectedException EXPORT_CURSOR_INVALID
     */
    WrittenPart write(int generation, PartRequest part, OutputStream to) throws IOException;
}
