package io.postledger.api.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What was written of a bundle.
 *
 * @param events that are in this part; there may be none though more follow
 * @param head leaves of the tree that the bundle is proved by; given again for each further part
 * @param next what the next part is asked for with; null where this was the last
 */
public record EvidencePart(long events, long head, @Nullable Long next) {}
