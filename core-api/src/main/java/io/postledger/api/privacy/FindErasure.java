package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** How the erasure of a subject stands; answers {@link ErasureView}. Rejected: ERASURE_NOT_FOUND. */
@Requires(Permission.OPERATE)
public record FindErasure(String subject) {}
