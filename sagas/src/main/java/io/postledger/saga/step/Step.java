package io.postledger.saga.step;

/** The steps of publishing between which a process may die. Each is named so that trials can kill there. */
public enum Step {
    /** The due time has come; the decision to publish is not taken yet. */
    DUE,
    /** The decision is in the log; nothing follows from it yet. */
    BEGUN,
    /** A delivery's task runs; nothing has been written or called. */
    TAKEN_UP,
    /** A new token is about to be bought; the grant's row is held. */
    REFRESHING,
    /** The network gave a new token; it is not stored yet. */
    REFRESHED,
    /** The network is about to be asked to prepare. */
    PREPARING,
    /** The network answered to preparing; nothing of it is stored yet. */
    PREPARED,
    /** The intent to send is in the log; no byte has been sent. */
    INTENT,
    /** The network answered; the outcome is not in the log yet. */
    ANSWERED,
    /** The outcome is in the log; the task is not done yet. */
    RECORDED,
    /** The network is about to be asked what became of an attempt. */
    LOOKING_UP,
    /** The network told what became of it; it is not in the log yet. */
    LOOKED_UP,
    /** The publication is about to be held for its account. */
    HOLDING,
    /** A held publication is about to be released. */
    RELEASING,
    /** All deliveries of a post have ended; the post does not say so yet. */
    FINISHING
}
