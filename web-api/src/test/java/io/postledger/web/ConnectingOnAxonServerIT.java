package io.postledger.web;

/** {@link ConnectingIT} with the log in Axon Server. */
@OnAxonServer
class ConnectingOnAxonServerIT extends ConnectingIT {}
