package io.postledger.api.post;

/** A delivery that did not happen, and the network's or our own reason code. */
public record FailedPublication(String publicationId, String accountId, String reason) {}
