package io.postledger.platform;

import java.time.Instant;
import java.util.Optional;

/** A call other than publishing that did not give what was asked. */
public final class PlatformException extends RuntimeException {

    /** What the caller may conclude. */
    public enum Kind {
        /** The network answered no, and would again. For a refresh with {@link Codes#GRANT_REVOKED}: reconnect. */
        REFUSED,
        /** The access token is not accepted: refresh it and ask again. */
        NEEDS_REFRESH,
        /** Nothing was done: it may be asked again (after {@link #retryAt()}, if given). Never a disconnect. */
        NOT_DONE,
        /** It may have been done: a refresh token sent with the call may be spent, a code used. */
        UNKNOWN
    }

    private final Kind kind;
    private final String code;
    private final transient Instant retryAt;
    private final transient Exchange exchange;

    public PlatformException(Kind kind, String code, String reason, Instant retryAtOrNull, Exchange exchange) {
        super(code + ": " + reason);
        this.kind = kind;
        this.code = code;
        this.retryAt = retryAtOrNull;
        this.exchange = exchange;
    }

    public Kind kind() {
        return kind;
    }

    /** One of {@link Codes}. */
    public String code() {
        return code;
    }

    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    public Exchange exchange() {
        return exchange;
    }
}
