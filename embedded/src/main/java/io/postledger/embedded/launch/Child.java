package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that the launcher runs beside others: how to start, know and end it. */
interface Child {

    String name();

    Path log();

    /** How often it may fail before it was ever ready; the run ends then. */
    int attempts();

    /** Starts a new process. None of an earlier start may be running: see {@link #stop}. */
    ProcessHandle start() throws IOException;

    Probe readiness();

    /** How long from start to ready, at most. */
    Duration startPatience();

    /** Ends whatever runs of it, from this launcher or a killed one: gently, then by force. Returns when it is gone. */
    void stop() throws IOException;

    /** Whether what the last start began still runs. */
    boolean runs();

    /** Ends it at once. */
    void kill();
}
