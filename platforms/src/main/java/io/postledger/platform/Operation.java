package io.postledger.platform;

/** What a connector can be asked to do that spends a network's limits. */
public enum Operation {
    PREPARE,
    SEND,
    LOOK_UP,
    FETCH_METRICS,
    REFRESH
}
