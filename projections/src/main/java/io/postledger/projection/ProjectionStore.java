package io.postledger.projection;

import java.util.concurrent.Callable;

/** A store that projections are kept in. */
public interface ProjectionStore {
    /** As health and metrics name it. */
    String name();

    /** One of its collections or tables, to be looked at. */
    ProjectionTarget target(String name);

    /** Whether the store answers within a second or two. */
    boolean isReachable();

    /**
     * Whether a failure says that the store is away (restarting, not yet started, cut off), so that the same may succeed
     * later without anything else having changed.
     */
    boolean isAway(Exception failure);

    /**
     * Does the work, again and again for as long as the store is away and {@link StorePatience} lasts. The work must be
     * one that may be done twice.
     */
    <T> T patiently(Callable<T> work);
}
