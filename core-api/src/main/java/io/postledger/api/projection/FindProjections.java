package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/** The projections of the node that answers; answers {@link ProjectionList}. */
@Requires(Permission.OPERATE)
public record FindProjections() {}
