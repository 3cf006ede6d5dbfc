package io.postledger.web;

/** {@link ErasureIT} with the log in Axon Server. */
@OnAxonServer
class ErasureOnAxonServerIT extends ErasureIT {}
