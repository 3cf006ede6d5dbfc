package io.postledger.api.privacy;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/**
 * How the erasure of a subject stands, for whoever asked for it or, of a person, owns every workspace that the person was in when
 * it began; answers {@link ErasureView}. Rejected: ERASURE_NOT_FOUND, to everybody else too.
 */
@Requires(Permission.ANY_USER)
public record FindMyErasure(String subject) {}
