package io.postledger.projection;

import io.postledger.api.projection.ProjectionView;
import io.postledger.projection.Generations.Build;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.Generations.Difference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how projections stand. */
final class ProjectionViews {
    private final Generations generations;
    private final LogHead head;

    ProjectionViews(Generations generations, LogHead head) {
        this.generations = generations;
        this.head = head;
    }

    /** @param size whether to count @param hash whether to read all content for the hashes */
    ProjectionView of(ProjectionRegistry.Entry entry, boolean size, boolean hash) {
        Generations.State state = generations.of(entry.name());
        long position = entry.position(state.live());
        double lag = ProjectionMetrics.lag(head, position);
        Optional<List<Letter>> letters = letters(entry, state.live());
        return new ProjectionView(
                entry.name(),
                state.live(),
                position,
                Double.isNaN(lag) ? null : Long.valueOf((long) lag),
                entry.progress()
                        .error()
                        .map(error -> error.getClass().getName())
                        .orElse(null),
                letters.map(List::size).orElse(null),
                letters.flatMap(ProjectionViews::newestCause).orElse(null),
                targets(entry, state.live(), size, hash),
                state.build() == null ? null : rebuild(entry, state.build()),
                state.copies().stream()
                        .map(copy -> copy(entry, copy, size, hash))
                        .toList(),
                state.old().stream().map(Generations.Old::generation).toList());
    }

    private static List<ProjectionView.Target> targets(
            ProjectionRegistry.Entry entry, int generation, boolean size, boolean hash) {
        return entry.projection().targets().stream()
                .map(target -> new ProjectionView.Target(
                        target.toString(),
                        target.store().name(),
                        size ? Long.valueOf(target.size(generation)) : null,
                        hash ? target.hash(generation) : null))
                .toList();
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
                letters(entry, build.generation()).map(List::size).orElse(null),
                difference(build.difference()));
    }

    private static ProjectionView.@Nullable Difference difference(@Nullable Difference difference) {
        return difference == null
                ? null
                : new ProjectionView.Difference(
                        difference.letters(),
                        difference.targets().stream()
                                .map(target -> new ProjectionView.TargetDifference(
                                        target.target(), target.keys(), target.examples()))
                                .toList());
    }

    private static ProjectionView.Copy copy(ProjectionRegistry.Entry entry, Build copy, boolean size, boolean hash) {
        boolean whole = copy.state() == BuildState.DONE;
        return new ProjectionView.Copy(
                copy.plan().copy(),
                copy.generation(),
                copy.plan().until(),
                copy.plan().asOf(),
                copy.state().name(),
                copy.position(),
                copy.error(),
                letters(entry, copy.generation()).map(List::size).orElse(null),
                targets(entry, copy.generation(), size && whole, hash && whole));
    }
}
