package io.postledger.api;

import java.util.Map;

/**
 * Why a command or query was refused, in a form that crosses the wire: it travels as the details of Axon's remote
 * exceptions, so that a caller sees the same answer wherever the handler ran.
 *
 * @param code stable code
 * @param message one sentence for a person; may change between versions
 * @param details facts that a program may use, such as a limit and the value that broke it
 */
public record Rejection(RejectionCode code, String message, Map<String, String> details) {
    public Rejection {
        details = Map.copyOf(details);
    }
}
