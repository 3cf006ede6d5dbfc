package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.export.EventSelection;
import io.postledger.api.export.ExportPart;
import io.postledger.api.export.Exports;
import io.postledger.api.export.PartRequest;
import io.postledger.projection.Generations.Build;
import io.postledger.projection.Generations.BuildState;
import io.postledger.projection.export.EventLogExport;
import io.postledger.projection.export.WrittenPart;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exports of the log and of this node's projections. */
final class ExportDesk implements Exports {
    private final EventLogExport log;
    private final ProjectionRegistry registry;
    private final Generations generations;
    private final LogHead head;

    ExportDesk(EventLogExport log, ProjectionRegistry registry, Generations generations, LogHead head) {
        this.log = log;
        this.registry = registry;
        this.generations = generations;
        this.head = head;
    }

    @Override
    public ExportPart events(EventSelection selection, PartRequest part, OutputStream to) throws IOException {
        return log.write(selection, part, to);
    }

    @Override
    public ExportPart projection(
            String projection, String target, @Nullable String copy, PartRequest part, OutputStream to)
            throws IOException {
        ProjectionRegistry.Entry entry = registry.require(projection);
        ProjectionTarget wanted = target(entry, target);
        return copy == null ? live(entry, wanted, part, to) : copy(entry, wanted, copy, part, to);
    }

    private ExportPart live(ProjectionRegistry.Entry entry, ProjectionTarget target, PartRequest part, OutputStream to)
            throws IOException {
        int live = generations.of(entry.name()).live();
        long position = entry.position(live);
        WrittenPart written = target.write(live, part, to);
        return new ExportPart(
                written.items(), written.next(), position, head.position().orElse(position), null);
    }

    private ExportPart copy(
            ProjectionRegistry.Entry entry, ProjectionTarget target, String name, PartRequest part, OutputStream to)
            throws IOException {
        Build copy = generations.of(entry.name()).requireCopy(name);
        if (copy.state() != BuildState.DONE) {
            throw new RejectedException(
                    RejectionCode.COPY_NOT_READY,
                    "This copy is not whole yet",
                    Map.of("state", copy.state().name()));
        }
        WrittenPart written = target.write(copy.generation(), part, to);
        long asOf = copy.plan().until();
        return new ExportPart(
                written.items(),
                written.next(),
                asOf,
                asOf,
                written.next() == null ? target.hash(copy.generation()) : null);
    }

    private static ProjectionTarget target(ProjectionRegistry.Entry entry, String name) {
        return entry.projection().targets().stream()
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.TARGET_NOT_FOUND,
                        "This projection has no such collection or table",
                        Map.of("known", entry.projection().targets().toString())));
    }
}
