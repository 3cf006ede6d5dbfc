package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.ProjectionView;
import io.postledger.projection.Generations.Plan;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Has copies of projections made, as they stood at a position. */
class CopyDesk {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,40}");

    private final ProjectionRegistry registry;
    private final Generations generations;
    private final ProjectionViews views;
    private final Supplier<EventStore> log;
    private final LogHead head;
    private final Clock clock;

    CopyDesk(
            ProjectionRegistry registry,
            Generations generations,
            ProjectionViews views,
            Supplier<EventStore> log,
            LogHead head,
            Clock clock) {
        this.registry = registry;
        this.generations = generations;
        this.views = views;
        this.log = log;
        this.head = head;
        this.clock = clock;
    }

    @CommandHandler
    ProjectionView handle(CopyProjection command) throws InterruptedException {
        ProjectionRegistry.Entry entry = registry.require(command.projection());
        if (!NAME.matcher(command.copy()).matches()) {
            throw new RejectedException(
                    RejectionCode.NAME_INVALID,
                    "A copy's name is 1 to 40 small letters, digits, - and _",
                    Map.of("name", command.copy()));
        }
        Plan plan = new Plan(false, command.copy(), until(command), command.instant());
        if (generations.begin(entry.name(), plan, clock.instant()).isEmpty()) {
            throw new RejectedException(
                    RejectionCode.COPY_NAME_TAKEN,
                    "There is a copy of this name; drop it first",
                    Map.of("copy", command.copy()));
        }
        return views.of(entry, false, false);
    }

    private long until(CopyProjection command) throws InterruptedException {
        AsOf asOf = new AsOf(log.get(), head, clock);
        if (command.position() != null && command.instant() == null) {
            return asOf.position(command.position());
        }
        if (command.position() == null && command.instant() != null) {
            return asOf.position(command.instant());
        }
        throw new RejectedException(
                RejectionCode.INVALID_REQUEST, "A copy is as of a position or as of an instant", Map.of());
    }
}
