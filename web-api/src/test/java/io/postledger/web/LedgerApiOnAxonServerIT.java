package io.postledger.web;

/** {@link LedgerApiIT} with the log in Axon Server. */
@OnAxonServer
class LedgerApiOnAxonServerIT extends LedgerApiIT {}
