package io.postledger.web.export;

import io.postledger.api.history.BeginOperatorExport;
import io.postledger.api.history.FindWorkspaceOf;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.history.WorkspaceOf;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.call.NewIds;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has it stand in the log that whoever runs the installation takes events or rows out of it, before they leave. */
@Component
public class OperatorExports {
    public static final String EXPORT =
            "What this was begun as: Export-Id, or Evidence-Export, of the first part (hexp_…)";
    public static final String REASON = "Where the reason stands, such as a ticket's number; auditors see it";

    /** What every such door says of itself. */
    public static final String ON_RECORD = " That it is taken out is an event in the log first.";

    private final Messages messages;
    private final NewIds ids;

    OperatorExports(Messages messages, NewIds ids) {
        this.messages = messages;
        this.ids = ids;
    }

    /**
     * Which export this is, and what else is known of it.
     *
     * @param export what it was begun as; null for a new one
     * @param reason where the reason stands
     */
    public record Known(
            @Nullable HistoryExportId export, @Nullable String reason) {}

    /**
     * Writes it down, once for all parts of it.
     *
     * @param operator as the operator's door let it in
     * @param of the id of a thing whose workspace's alone it is; null where it is everybody's
     * @param selection what is asked for, by parameter; what is null was not
     * @return what it was begun as
     */
    public HistoryExportId begin(
            Call operator,
            Known known,
            OperatorExportKind kind,
            @Nullable String of,
            Map<String, ? extends @Nullable Object> selection) {
        Map<String, String> asked = new TreeMap<>();
        selection.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                asked.put(name, value.toString());
            }
        });
        String workspace = of == null
                ? null
                : messages.ask(operator, new FindWorkspaceOf(of), WorkspaceOf.class)
                        .workspaceId();
        HistoryExportId id = ids.orNew(known.export(), operator, HistoryExportId.PREFIX, HistoryExportId::new);
        // Each time anew: a key that was good for one selection is good for no other.
        Call each = operator.decidedAnew();
        if (workspace == null) {
            messages.send(each, new BeginOperatorExport(OperatorTrailId.INSTALLATION, id, kind, asked, known.reason()));
        } else {
            WorkspaceId within = new WorkspaceId(workspace);
            messages.send(
                    each.within(within),
                    new BeginOperatorExport(OperatorTrailId.of(within), id, kind, asked, known.reason()));
        }
        return id;
    }
}
