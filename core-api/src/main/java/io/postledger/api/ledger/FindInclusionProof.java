package io.postledger.api.ledger;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/**
 * Shows that an event of the workspace is under the newest signed head; answers {@link InclusionProof}. Rejected: EVENT_NOT_FOUND (of
 * another workspace, too, and where no head has it yet), LEDGER_EMPTY.
 *
 * <p>For every member: a proof says no more than that there is such an event.
 *
 * @param aggregateId such as that of a post
 * @param sequence the event's number among those of the aggregate, from 0
 */
@Requires(Permission.READ)
public record FindInclusionProof(String aggregateId, long sequence) {}
