package io.postledger.web;

/** {@link RepeatIT} with the log in Axon Server. */
@OnAxonServer
class RepeatOnAxonServerIT extends RepeatIT {}
