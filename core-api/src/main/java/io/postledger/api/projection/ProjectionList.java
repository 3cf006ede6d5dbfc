package io.postledger.api.projection;

import java.util.List;

/** Projections, in the order of their names. */
public record ProjectionList(List<ProjectionView> items) {}
