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
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;

/** Answers those who run the installation: what projections there are, how they stand, and that one be built again. */
class ProjectionDesk {
    private final ProjectionRegistry registry;
    private final Generations generations;
    private final LogHead head;
    private final Clock clock;

    ProjectionDesk(ProjectionRegistry registry, Generations generations, LogHead head, Clock clock) {
        this.registry = registry;
        this.generations = generations;
        this.head = head;
        this.clock = clock;
    }

    @QueryHandler
    ProjectionList find(FindProjections query) {
        return new ProjectionList(registry.all().stream()
                .sorted(Comparator.comparing(ProjectionRegistry.Entry::name))
                .map(entry -> view(entry, false, false))
                .toList());
    }

    @QueryHandler
    ProjectionView find(FindProjection query) {
        return view(registry.require(query.projection()), true, query.hash());
    }

    @CommandHandler
    ProjectionView handle(RebuildProjection command) {
        ProjectionRegistry.Entry entry = registry.require(command.projection());
        if (generations.begin(entry.name(), clock.instant()).isEmpty()) {
            throw new RejectedException(
                    RejectionCode.REBUILD_UNDER_WAY,
                    "This is being built already; cancel that first, or let it end",
                    Map.of("projection", entry.name()));
        }
        return view(entry, false, false);
    }

    @CommandHandler
    ProjectionView handle(ChangeRebuild command) {
        ProjectionRegistry.Entry entry = registry.require(command.projection());
        boolean changed = switch (command.change()) {
            case PAUSE -> generations.change(entry.name(), BuildState.RUNNING, BuildState.PAUSED, null);
            case RESUME ->
                generations.change(entry.name(), BuildState.PAUSED, BuildState.RUNNING, null)
                        || generations.change(entry.name(), BuildState.FAILED, BuildState.RUNNING, null);
            case CANCEL -> generations.cancel(entry.name(), clock.instant());
        };
        if (!changed) {
            throw new RejectedException(
                    RejectionCode.REBUILD_NOT_FOUND,
                    "Nothing is being built that this could be done to",
                    Map.of("projection", entry.name()));
        }
        return view(entry, false, false);
    }

    private ProjectionView view(ProjectionRegistry.Entry entry, boolean size, boolean hash) {
        Generations.State state = generations.of(entry.name());
        double lag = ProjectionMetrics.lag(head, entry.progress());
        Optional<List<Letter>> letters = letters(entry, state.live());
        return new ProjectionView(
                entry.name(),
                state.live(),
                entry.progress().position(),
                Double.isNaN(lag) ? null : Long.valueOf((long) lag),
                entry.progress()
                        .error()
                        .map(error -> error.getClass().getName())
                        .orElse(null),
                letters.map(List::size).orElse(null),
                letters.flatMap(ProjectionDesk::newestCause).orElse(null),
                entry.projection().targets().stream()
                        .map(target -> new ProjectionView.Target(
                                target.toString(),
                                target.store().name(),
                                size ? Long.valueOf(target.size(state.live())) : null,
                                hash ? target.hash(state.live()) : null))
                        .toList(),
                state.build() == null ? null : rebuild(entry, state.build()),
                state.old().stream().map(Generations.Old::generation).toList());
    }

    /** Empty while their store is away: the rest can be told all the same. */
    private static Optional<List<Letter>> letters(ProjectionRegistry.Entry entry, int generation) {
        if (!entry.stores().stream().allMatch(ProjectionStore::isReachable)) {
            return Optional.empty();
        }
        return Optional.of(entry.letters().box(generation).all());
    }

    private static Optional<String> newestCause(List<Letter> letters) {
        return letters.stream()
                .filter(letter -> letter.cause() != null)
                .reduce((older, newer) -> newer)
                .map(Letter::cause);
    }

    private ProjectionView.Rebuild rebuild(ProjectionRegistry.Entry entry, Build build) {
        // Positions stand for events: there are few gaps.
        double left = ProjectionMetrics.lag(head, build.position());
        Long eta = Double.isNaN(left) || build.rate() <= 0 || build.state() != BuildState.RUNNING
                ? null
                : Long.valueOf((long) Math.ceil(left / build.rate()));
        return new ProjectionView.Rebuild(
                build.generation(),
                build.state().name(),
                build.startedAt(),
                build.events(),
                build.position(),
                build.rate(),
                eta,
                build.error(),
                letters(entry, build.generation()).map(List::size).orElse(null));
    }
}
