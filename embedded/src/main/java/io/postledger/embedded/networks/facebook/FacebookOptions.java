package io.postledger.embedded.networks.facebook;

import io.postledger.embedded.networks.graph.GraphOptions;

/**
 * What of Facebook can be set by the control door.
 *
 * @param duplicateWindowSeconds within which a Page may not post the same text without media again; 0 allows it
 * @param chunkBytes of a video that is asked for at a time
 * @param videoMillis how long a video is encoded
 * @param unusedSeconds how long photos that no post has, and videos that are not finished, are kept
 */
record FacebookOptions(
        long codeSeconds,
        long shortTokenSeconds,
        long personTokenSeconds,
        int accountCallsPerHour,
        int appCallsPerHour,
        long duplicateWindowSeconds,
        long chunkBytes,
        long videoMillis,
        long unusedSeconds)
        implements GraphOptions {

    static final FacebookOptions USUAL =
            new FacebookOptions(600, 5_400, 5_183_944, 200, 100_000, 86_400, 4 * 1024 * 1024, 2_000, 86_400);
}
