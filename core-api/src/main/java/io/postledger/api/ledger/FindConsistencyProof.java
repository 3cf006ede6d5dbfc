package io.postledger.api.ledger;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/**
 * Shows that the log under one signed head is the beginning of that under another; answers {@link ConsistencyProof}. Rejected:
 * HEAD_NOT_FOUND, INVALID_REQUEST.
 *
 * @param earlier leaves of the one head
 * @param later leaves of the other, no fewer
 */
@Requires(Permission.ANY_USER)
public record FindConsistencyProof(long earlier, long later) {}
