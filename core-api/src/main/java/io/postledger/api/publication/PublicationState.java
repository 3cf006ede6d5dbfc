package io.postledger.api.publication;

/** Where the delivery to one account stands. */
public enum PublicationState {
    REQUESTED,
    SENDING,
    RETRYING,
    UNKNOWN,
    PARKED,
    PUBLISHED,
    FAILED;

    /** Whether nothing more will happen by itself or by a person. */
    public boolean isFinal() {
        return this == PUBLISHED || this == FAILED;
    }
}
