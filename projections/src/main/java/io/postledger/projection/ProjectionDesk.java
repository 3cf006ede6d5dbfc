package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.FindProjections;
import io.postledger.api.projection.ProjectionList;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.projection.Generations.Build;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.Plan;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers those who run the installation: what projections there are, how they stand, and that one be built again. */
class ProjectionDesk {
    private final ProjectionRegistry registry;
    private final Generations generations;
    private final ProjectionViews views;
    private final Clock clock;

    ProjectionDesk(ProjectionRegistry registry, Generations generations, ProjectionViews views, Clock clock) {
        this.registry = registry;
        this.generations = generations;
        this.views = views;
        this.clock = clock;
    }

    @QueryHandler
    ProjectionList find(FindProjections query) {
        return new ProjectionList(registry.everywhere().stream()
                .sorted(Comparator.comparing(ProjectionRegistry.Entry::name))
                .map(entry -> views.of(entry, false, false))
                .toList());
    }

    @QueryHandler
    ProjectionView find(FindProjection query) {
        return views.of(registry.require(query.projection()), true, query.hash());
    }

    @CommandHandler
    ProjectionView handle(RebuildProjection command) {
        ProjectionRegistry.Entry entry = registry.require(command.projection());
        Plan plan = new Plan(command.compare(), null, null, null);
        if (generations.begin(entry.name(), plan, clock.instant()).isEmpty()) {
            throw new RejectedException(
                    RejectionCode.REBUILD_UNDER_WAY,
                    "This is being built already; cancel that first, or let it end",
                    Map.of("projection", entry.name()));
        }
        return views.of(entry, false, false);
    }

    @CommandHandler
    ProjectionView handle(ChangeRebuild command) {
        ProjectionRegistry.Entry entry = registry.require(command.projection());
        Generations.State state = generations.of(entry.name());
        Build build = command.copy() == null ? state.build() : state.requireCopy(command.copy());
        if (build == null || !change(entry.name(), build, command.change())) {
            throw new RejectedException(
                    RejectionCode.REBUILD_NOT_FOUND,
                    "Nothing is being built that this could be done to",
                    Map.of("projection", entry.name()));
        }
        return views.of(entry, false, false);
    }

    private boolean change(String projection, Build build, ChangeRebuild.Change change) {
        return switch (change) {
            case PAUSE -> move(projection, build, now -> now.in(BuildState.PAUSED), BuildState.RUNNING);
            case RESUME ->
                move(
                        projection,
                        build,
                        now -> now.in(BuildState.RUNNING),
                        BuildState.PAUSED,
                        BuildState.FAILED,
                        BuildState.DIFFERENT);
            case SWITCH -> move(projection, build, Build::accept, BuildState.DIFFERENT);
            case CANCEL -> generations.cancel(projection, build.generation(), clock.instant());
        };
    }

    private boolean move(String projection, Build build, UnaryOperator<@Nullable Build> change, BuildState... from) {
        for (BuildState state : from) {
            if (generations.change(projection, build.generation(), state, change)) {
                return true;
            }
        }
        return false;
    }
}
