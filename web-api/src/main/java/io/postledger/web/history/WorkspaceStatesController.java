package io.postledger.web.history;

import io.postledger.api.history.FindDifference;
import io.postledger.api.history.FindState;
import io.postledger.api.history.FindThings;
import io.postledger.api.history.HistoricState;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.Moment;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.StateDifference;
import io.postledger.api.history.ThingPage;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A whole workspace as it stood: which things there were, and each replayed. */
@RestController
@RequestMapping("/api/workspaces/{ws}/history/states")
@Tag(name = "History")
class WorkspaceStatesController {
    private static final int MOST = 50;

    private final Readings readings;
    private final Messages messages;

    WorkspaceStatesController(Readings readings, Messages messages) {
        this.readings = readings;
        this.messages = messages;
    }

    /** @param since what differs now; empty where that was not asked for */
    record ThingThen(HistoricState then, List<StateDifference.Change> since) {}

    record WorkspaceStates(
            Instant at,
            @Nullable String readingId,
            List<ThingThen> things,
            @Nullable String nextCursor) {}

    @GetMapping
    @Operation(
            summary = "The workspace as it stood",
            description =
                    "All of its posts, accounts, publications or media at an instant, a page at a time by id, each"
                            + " made again from its events; and what differs today. For auditors only, whose reading is an event in the log first."
                            + " Refused with NOT_PERMITTED, HISTORY_CURSOR_INVALID, INVALID_REQUEST, INSTANT_IN_FUTURE.")
    WorkspaceStates states(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "UTC; events of that very instant are included") @RequestParam Instant at,
            @RequestParam(defaultValue = "POST") HistoryTarget.Kind kind,
            @Parameter(description = "With what differs today") @RequestParam(defaultValue = "false") boolean today,
            @Parameter(description = "nextCursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(MOST) int limit) {
        ThingPage page = readings.ask(
                call,
                ReadingKind.STATES,
                new HistoryTarget(ws.value()),
                Map.of("at", at.toString(), "kind", kind.name()),
                null,
                reading -> new FindThings(kind, at, reading, cursor, limit),
                ThingPage.class);
        ReadingId reading = page.readingId() == null ? null : new ReadingId(page.readingId());
        Moment then = new Moment(null, at);
        List<ThingThen> things = page.things().stream()
                .map(thing -> new ThingThen(
                        messages.ask(call, new FindState(thing, then, reading), HistoricState.class),
                        today
                                ? messages.ask(
                                                call,
                                                new FindDifference(thing, then, Moment.NOW, reading),
                                                StateDifference.class)
                                        .changes()
                                : List.of()))
                .toList();
        return new WorkspaceStates(at, page.readingId(), things, page.nextCursor());
    }
}
