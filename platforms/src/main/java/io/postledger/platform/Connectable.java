package io.postledger.platform;

/** An account that a consent covers, with what to use it by (a Page has a token of its own). */
public record Connectable(RemoteAccount account, Grant grant) {}
