package io.postledger.platform;

/** Why a network's call did not do what was asked, in words of ours that are the same for every network. Stored. */
public final class Codes {

    /** The network says that it has this content already. */
    public static final String DUPLICATE_CONTENT = "DUPLICATE_CONTENT";
    /** The network does not accept the request as it is. */
    public static final String INVALID_REQUEST = "INVALID_REQUEST";
    /** The account or the app may not do this: suspended, scope missing, blocked by policy. */
    public static final String FORBIDDEN = "FORBIDDEN";
    /** The access token is expired or revoked: a refresh tells which. */
    public static final String NEEDS_REFRESH = "NEEDS_REFRESH";
    /** The grant is gone (revoked, or its refresh token spent): the user must connect the account again. */
    public static final String GRANT_REVOKED = "GRANT_REVOKED";
    /** The network does not accept our own client id or secret: a matter of settings, not of the account. */
    public static final String CLIENT_REFUSED = "CLIENT_REFUSED";
    /** The network no longer speaks the API version that our settings name: a matter of settings, and no post's fault. */
    public static final String API_VERSION_RETIRED = "API_VERSION_RETIRED";
    /** Too many calls; there is a time to come back. */
    public static final String RATE_LIMITED = "RATE_LIMITED";
    /** No connection, so no byte left. */
    public static final String CONNECT_FAILED = "CONNECT_FAILED";
    /** The deadline had passed before anything was sent. */
    public static final String DEADLINE_PASSED = "DEADLINE_PASSED";
    /** Sent, and no whole answer in time. */
    public static final String TIMEOUT = "TIMEOUT";
    /** Sent, and the connection broke before the whole answer came. */
    public static final String CONNECTION_LOST = "CONNECTION_LOST";
    /** The network failed (5xx) and does not say how far it got. */
    public static final String SERVER_ERROR = "SERVER_ERROR";
    /** An answer came that this connector cannot read. */
    public static final String UNREADABLE_ANSWER = "UNREADABLE_ANSWER";
    /** More posts than a look-up reads, or a match that cannot be told from another post. */
    public static final String INCONCLUSIVE = "INCONCLUSIVE";

    /** The network has it and is still at work on it. */
    public static final String PROCESSING = "PROCESSING";
    /** The network fetched or converted the media, and failed at it. */
    public static final String MEDIA_REFUSED = "MEDIA_REFUSED";
    /** What was uploaded or prepared has ended at the network before it was used. */
    public static final String PREPARATION_EXPIRED = "PREPARATION_EXPIRED";
    /** The bytes of an attachment cannot be read on our side just now. */
    public static final String MEDIA_UNREADABLE = "MEDIA_UNREADABLE";

    private Codes() {}
}
