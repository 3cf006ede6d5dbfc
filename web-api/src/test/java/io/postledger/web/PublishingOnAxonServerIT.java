package io.postledger.web;

/** {@link PublishingIT} with the log in Axon Server. */
@OnAxonServer
class PublishingOnAxonServerIT extends PublishingIT {}
