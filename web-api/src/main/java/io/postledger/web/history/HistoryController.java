package io.postledger.web.history;

import io.postledger.api.history.FindChain;
import io.postledger.api.history.FindDifference;
import io.postledger.api.history.FindHistory;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.FindState;
import io.postledger.api.history.HistoricState;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.Moment;
import io.postledger.api.history.PostChain;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.StateDifference;
import io.postledger.api.post.PostId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/workspaces/{ws}")
@Tag(name = "History")
class HistoryController {
    private static final String WHO =
            " A post's is open to its team; anything else to auditors only, whose reading is an event in the log first.";
    private static final String REFUSED = " Refused with NOT_PERMITTED, POST_NOT_FOUND and its like, ";
    private static final String READING = "readingId of an answer before, to go on within the same reading for an hour";

    private static final String NDJSON = "application/x-ndjson";

    private final Readings readings;
    private final JsonMapper json;

    HistoryController(Readings readings, JsonMapper json) {
        this.readings = readings;
        this.json = json;
    }

    @GetMapping("/posts/{post}/history")
    @Operation(
            summary = "Every event of a post and of its deliveries",
            description = "Who did what and when, by time, oldest first." + WHO + REFUSED + "HISTORY_CURSOR_INVALID.")
    HistoryPage ofPost(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @Parameter(description = "nextCursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(FindHistory.MOST) int limit) {
        return page(call, new HistoryTarget(post.value()), null, cursor, limit);
    }

    @GetMapping("/history")
    @Operation(
            summary = "Search across the workspace's history",
            description =
                    "Events that meet all of what is given, newest first; up to two seconds behind the log. A page"
                            + " may be short, or empty, and still have a next one. For auditors only, whose search is an event in"
                            + " the log first. Refused with NOT_PERMITTED, HISTORY_CURSOR_INVALID, INVALID_REQUEST.")
    HistoryPage search(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "Such as user:user_… or process:publishing")
                    @RequestParam(required = false)
                    @Nullable
                    String actor,
            @Parameter(description = "Stored name, such as post.PostEdited, or of a context, such as post")
                    @RequestParam(required = false)
                    @Nullable
                    String action,
            @Parameter(description = "What the event is of or names") @RequestParam(required = false) @Nullable
                    HistoryTarget target,
            @Parameter(description = "Recorded at this time or later") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "Recorded before this time") @RequestParam(required = false) @Nullable
                    Instant until,
            @Parameter(description = "Stands in the event's own fields") @RequestParam(required = false) @Nullable
                    String text,
            @Parameter(description = "nextCursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(FindInHistory.MOST) int limit) {
        Function<@Nullable ReadingId, FindInHistory> query =
                reading -> new FindInHistory(actor, action, target, from, until, text, reading, cursor, limit);
        return readings.ask(
                call,
                ReadingKind.SEARCH,
                new HistoryTarget(ws.value()),
                query.apply(null).question(),
                null,
                query::apply,
                HistoryPage.class);
    }

    @GetMapping("/history/{target}")
    @Operation(
            summary = "Every event of one thing",
            description =
                    "Of a post with its deliveries, a publication, an account, media, the workspace with its audit"
                            + " trail, or a member, by its id; by time, oldest first." + WHO + REFUSED
                            + "HISTORY_CURSOR_INVALID.")
    HistoryPage one(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable HistoryTarget target,
            @Parameter(description = READING) @RequestParam(required = false) @Nullable ReadingId reading,
            @Parameter(description = "nextCursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(FindHistory.MOST) int limit) {
        return page(call, target, reading, cursor, limit);
    }

    private HistoryPage page(
            Call call, HistoryTarget target, @Nullable ReadingId given, @Nullable String cursor, int limit) {
        return readings.ask(
                call,
                ReadingKind.EVENTS,
                target,
                Map.of(),
                given,
                reading -> new FindHistory(target, reading, cursor, limit),
                HistoryPage.class);
    }

    @GetMapping(path = "/history/{target}/events", produces = NDJSON)
    @Operation(
            summary = "Every event of one thing, as a stream",
            description =
                    "The same as its pages hold, one event a line, however many there are. One that does not end properly is"
                            + " not whole." + WHO + REFUSED + "SERVICE_UNAVAILABLE.")
    void stream(
            Call call, @PathVariable WorkspaceId ws, @PathVariable HistoryTarget target, HttpServletResponse response)
            throws IOException {
        // Before anything is sent: a refusal is an answer of its own.
        HistoryPage page = page(call, target, null, null, FindHistory.MOST);
        response.setContentType(NDJSON);
        OutputStream lines = response.getOutputStream();
        while (true) {
            for (HistoryEntry entry : page.entries()) {
                lines.write(json.writeValueAsBytes(entry));
                lines.write('\n');
            }
            if (page.nextCursor() == null) {
                return;
            }
            page = page(call, target, null, page.nextCursor(), FindHistory.MOST);
        }
    }

    @GetMapping("/history/{target}/state")
    @Operation(
            summary = "A thing as it stood",
            description = "Made again from its events, by the code that decides on it, at a version, at an instant, or"
                    + " now; of a post also what each network would have got." + WHO + REFUSED
                    + "VERSION_AFTER_LAST, INSTANT_BEFORE_FIRST_EVENT, INSTANT_IN_FUTURE, INVALID_REQUEST.")
    HistoricState state(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable HistoryTarget target,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long version,
            @Parameter(description = "UTC; events of that very instant are included")
                    @RequestParam(required = false)
                    @Nullable
                    Instant at,
            @Parameter(description = READING) @RequestParam(required = false) @Nullable ReadingId reading) {
        Moment moment = new Moment(version, at);
        Function<@Nullable ReadingId, FindState> query = recorded -> new FindState(target, moment, recorded);
        return readings.ask(
                call,
                ReadingKind.STATES,
                target,
                query.apply(null).question(),
                reading,
                query::apply,
                HistoricState.class);
    }

    @GetMapping("/history/{target}/difference")
    @Operation(
            summary = "What differs between a thing at two points of its life",
            description = "Each by its version or an instant; now, where the second is left out." + WHO + REFUSED
                    + "VERSION_AFTER_LAST, INSTANT_BEFORE_FIRST_EVENT, INSTANT_IN_FUTURE, INVALID_REQUEST.")
    StateDifference difference(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable HistoryTarget target,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long fromVersion,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long toVersion,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = READING) @RequestParam(required = false) @Nullable ReadingId reading) {
        Moment before = new Moment(fromVersion, from);
        Moment after = new Moment(toVersion, to);
        Function<@Nullable ReadingId, FindDifference> query =
                recorded -> new FindDifference(target, before, after, recorded);
        return readings.ask(
                call,
                ReadingKind.STATES,
                target,
                query.apply(null).question(),
                reading,
                query::apply,
                StateDifference.class);
    }

    @GetMapping("/history/{post}/chain")
    @Operation(
            summary = "What became of a post",
            description = "From the decision to publish over the attempts and the networks' answers to what was counted"
                    + " since, the newest 200 batches of it." + WHO + " Refused with POST_NOT_FOUND.")
    PostChain chain(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @Parameter(description = READING) @RequestParam(required = false) @Nullable ReadingId reading) {
        return readings.ask(
                call,
                ReadingKind.EVENTS,
                new HistoryTarget(post.value()),
                Map.of(),
                reading,
                recorded -> new FindChain(post, recorded),
                PostChain.class);
    }
}
