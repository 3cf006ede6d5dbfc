package io.postledger.api.publication;

/** What a person decided about a parked publication. Stored in events. */
public enum Resolution {
    /** It is on the network. */
    PUBLISHED,
    /** It is not; send it again. */
    SEND_AGAIN,
    /** It is not, and shall not be sent. */
    GIVE_UP
}
