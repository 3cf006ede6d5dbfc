package io.postledger.projection;

import java.util.List;

/** A projection of other nodes, as far as its data tells: what handles its events is there. */
record ProjectionElsewhere(String name, List<ProjectionTarget> targets) implements Projection {
    @Override
    public List<?> handlers() {
        return List.of();
    }
}
