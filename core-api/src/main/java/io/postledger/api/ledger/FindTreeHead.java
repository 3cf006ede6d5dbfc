package io.postledger.api.ledger;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/**
 * A signed head of the ledger; answers {@link TreeHeadView}. It tells hashes only. Rejected: LEDGER_EMPTY, HEAD_NOT_FOUND.
 *
 * @param size leaves of the head that is asked for; null for the newest
 */
@Requires(Permission.ANY_USER)
public record FindTreeHead(@Nullable Long size) {}
