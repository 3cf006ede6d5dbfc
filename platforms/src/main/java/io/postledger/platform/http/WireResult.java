package io.postledger.platform.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What became of a request. */
public sealed interface WireResult {

    /** Until the answer was read whole, or given up. */
    long durationMillis();

    /**
     * A whole answer came.
     *
     * @param headers by lower-case name; of a repeated header the last
     * @param body as UTF-8, possibly empty
     */
    record Answered(int status, Map<String, String> headers, String body, long durationMillis) implements WireResult {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** A body may hold tokens. */
        @Override
        public String toString() {
            return "Answered[status=" + status + ", durationMillis=" + durationMillis + "]";
        }
    }

    /** No connection was made, so no byte of the request left. */
    record NeverLeft(String reason, long durationMillis) implements WireResult {

        /** It was not tried: its deadline had passed. */
        public static final NeverLeft TOO_LATE = new NeverLeft("the deadline had passed", 0);
    }

    /**
     * Bytes may have left, and no whole answer came.
     *
     * @param timedOut because the time was up, rather than because the connection broke
     */
    record Lost(boolean timedOut, String reason, long durationMillis) implements WireResult {}
}
