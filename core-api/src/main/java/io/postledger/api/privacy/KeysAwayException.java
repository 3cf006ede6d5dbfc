package io.postledger.api.privacy;

import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys cannot be had now. That is nobody's fault whose data waits for them: to be tried again, and nothing to be skipped. */
public final class KeysAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What whoever sent a message is told: where keys are, and which, is not their business. */
    public static final Rejection REJECTION = new Rejection(
            RejectionCode.SERVICE_UNAVAILABLE,
            "The keys of what is encrypted cannot be had at the moment; try again",
            Map.of());

    public KeysAwayException(String message) {
        super(message);
    }

    public KeysAwayException(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@link #REJECTION} where such a failure is in this one, or is one of its causes. */
    public static Optional<Rejection> rejection(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(KeysAwayException.class::isInstance)
                ? Optional.of(REJECTION)
                : Optional.empty();
    }
}
