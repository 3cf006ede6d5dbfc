package io.postledger.embedded.networks.graph;

/** What the control door can set of either network. */
public interface GraphOptions {

    /** Life of authorization codes. */
    long codeSeconds();

    /** Life of the token that a code is exchanged for. */
    long shortTokenSeconds();

    /** Life of the token that that one is exchanged for, about 60 days. */
    long personTokenSeconds();

    /** Calls of one account in an hour. */
    int accountCallsPerHour();

    /** Calls of the application that are on no account, in an hour. */
    int appCallsPerHour();
}
