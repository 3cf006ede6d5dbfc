package io.postledger.saga.metrics;

import java.time.Instant;

/** One publication whose counters are to be read now. */
record CollectedPost(String publicationId, String externalId, Instant publishedAt, int timesMissing) {}
