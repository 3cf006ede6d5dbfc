package io.postledger.projection;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Which node works on which segment of which projection: at most one node on one. */
public interface ProjectionClaims {
    /** Segments that have been claimed before; empty for a projection that never ran. */
    SortedSet<Integer> segments(String projection);

    /** Takes a segment that nobody holds, or whose holder has been silent for too long; false where it is held. */
    boolean claim(ProjectionSegment segment);

    /** Says that this node still works on a segment; false where it no longer holds it. */
    boolean extend(ProjectionSegment segment);

    /** Gives a segment back. */
    void release(ProjectionSegment segment);

    /** Who claimed a segment last and when (UTC), for a person to read; empty where nobody holds it. */
    Optional<Claim> holder(ProjectionSegment segment);

    /** A node's claim on a segment. */
    record Claim(String owner, Instant since) {}
}
