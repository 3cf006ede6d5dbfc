package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;

/**
 * The projections of all nodes, as their data and what is recorded beside it tells; what a projection stands still at ({@code error})
 * is told by nodes that feed it only. Answers {@link ProjectionList}.
 */
@Requires(Permission.OPERATE)
public record FindProjections() {}
