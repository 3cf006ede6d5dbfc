package io.postledger.api;

import java.time.Duration;

/** What whoever reads the log may count on where a position in it has no event. */
public final class LogGaps {
    /**
     * An event may be seen later than one of a higher position, while whoever writes it has not committed yet. A position that nobody
     * filled for so long, nobody will.
     */
    public static final Duration LAST = Duration.ofSeconds(60);

    private LogGaps() {}
}
