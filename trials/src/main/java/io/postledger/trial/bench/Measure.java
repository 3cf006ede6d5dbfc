package io.postledger.trial.bench;

import java.util.List;
import java.util.Optional;

/** Measures one or more ratios in a room that is set up and filled. */
interface Measure {
    /** As it is asked for on the command line. */
    String name();

    /** While the history has a tenth of its events. */
    default void atTenth(BenchRoom room) throws Exception {
        // Most measures look at the whole of it only.
    }

    /** Why it means nothing where the events are in an Axon Server; empty where it does mean something. */
    default Optional<String> notOnAxonServer() {
        return Optional.empty();
    }

    /** When the history is whole. */
    List<Ratio> take(BenchRoom room) throws Exception;
}
