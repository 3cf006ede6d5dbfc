package io.postledger.projection;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.export.EventSelection;
import io.postledger.api.export.ExportPart;
import io.postledger.api.export.Exports;
import io.postledger.api.export.PartRequest;
import io.postledger.projection.export.EventLogExport;
import io.postledger.projection.export.WrittenPart;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

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
    public ExportPart projection(String projection, String target, PartRequest part, OutputStream to)
            throws IOException {
        ProjectionRegistry.Entry entry = registry.require(projection);
        ProjectionTarget wanted = entry.projection().targets().stream()
                .filter(one -> one.toString().equals(target))
                .findFirst()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.TARGET_NOT_FOUND,
                        "This projection has no such collection or table",
                        Map.of("known", entry.projection().targets().toString())));
        long position = entry.progress().position();
        WrittenPart written = wanted.write(generations.of(projection).live(), part, to);
        return new ExportPart(
                written.items(), written.next(), position, head.position().orElse(position));
    }
}
