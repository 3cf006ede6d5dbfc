package io.postledger.api;

/** Keys of the metadata that every message carries, set by interceptors only (DESIGN.md, decision 2). */
public final class MessageContext {
    /** The workspace a message belongs to; absent for messages outside any. */
    public static final String WORKSPACE = "workspace";

    /** Who caused it: {@code user:<id>}, {@code process:<name>}, {@code import:<name>} or {@code anonymous}. */
    public static final String ACTOR = "actor";

    /** The actor for whom a process acts, where there is one. */
    public static final String ON_BEHALF_OF = "onBehalfOf";

    /** The caller's id of this request; a repeated one answers as the first did. */
    public static final String REQUEST_ID = "requestId";

    /** Simple name of the command whose handling made an event. */
    public static final String COMMAND = "command";

    /** The door it came through: {@code web} or a process's name. */
    public static final String SOURCE = "source";

    /** IANA id of the caller's time zone, where it matters. */
    public static final String TIME_ZONE = "timeZone";

    /** Version the caller believes the aggregate to have; a stale one is refused. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /**
     * Of a query for a list: things and versions that its answer must show at least, such as {@code post_…:3}, separated by
     * commas. Rejected with VIEW_BEHIND where that takes too long.
     */
    public static final String AT_LEAST = "atLeast";

    public static final String USER_PREFIX = "user:";
    public static final String PROCESS_PREFIX = "process:";
    /** The actor who has the installation's operator key. */
    public static final String OPERATOR = "operator";

    public static final String ANONYMOUS = "anonymous";

    private MessageContext() {}
}
