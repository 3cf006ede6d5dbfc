package io.postledger.api.publication;

/** Where the delivery to one account stands. */
public enum PublicationState {
    /** Asked for; nothing has been done yet. */
    REQUESTED,
    /** Its media is being made ready at the network; nobody can see anything yet. */
    PREPARING,
    /** It waits for a limit, or for the network to be reachable. */
    DEFERRED,
    /** It waits for the account to be connected again. */
    HELD,
    /** It is being sent: from here on it may be on the network. */
    SENDING,
    /** The network took it and is working on it. */
    PROCESSING,
    /** It is known not to have been sent, and is sent again later. */
    RETRYING,
    /** It may be on the network or not; the network is asked. */
    UNKNOWN,
    /** A person has to say what became of it. */
    PARKED,
    PUBLISHED,
    FAILED;

    /** Whether nothing more will happen by itself or by a person. */
    public boolean isFinal() {
        return this == PUBLISHED || this == FAILED;
    }
}
