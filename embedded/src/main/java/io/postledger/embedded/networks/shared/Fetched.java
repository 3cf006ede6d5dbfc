package io.postledger.embedded.networks.shared;

/** What a network got from a public address: the file (without an id), or why it got none. */
public record Fetched(MediaFile fileOrNull, String failureOrNull) {}
