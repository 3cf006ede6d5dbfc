package io.postledger.web;

/** {@link HistoryIT} with the log in Axon Server. */
@OnAxonServer
class HistoryOnAxonServerIT extends HistoryIT {}
