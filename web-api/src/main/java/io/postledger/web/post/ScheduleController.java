package io.postledger.web.post;

import io.postledger.api.CommandResult;
import io.postledger.api.post.CancelPostSchedule;
import io.postledger.api.post.PostId;
import io.postledger.api.post.ReschedulePost;
import io.postledger.api.post.SchedulePost;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/posts/{post}/schedule")
@Tag(name = "Posts")
class ScheduleController {
    private static final String TIME_RULES = " A local time that a daylight saving change skips is refused with"
            + " LOCAL_TIME_SKIPPED; one that it repeats with LOCAL_TIME_AMBIGUOUS, unless occurrence says which is meant."
            + " Refused also with SCHEDULE_IN_PAST, SCHEDULE_TOO_FAR (over two years), TIME_ZONE_UNKNOWN,"
            + " POST_WITHOUT_TARGETS, ACCOUNT_NOT_CONNECTED, POST_NOT_FOUND, POST_ALREADY_SENDING";

    private final Messages messages;

    ScheduleController(Messages messages) {
        this.messages = messages;
    }

    @PostMapping
    @Operation(
            summary = "Schedule a draft",
            description =
                    "It goes out at that wall-clock time in that zone. Whatever a target's network would refuse is"
                            + " refused here, with the code of the first and all of it in the details." + TIME_RULES
                            + ", POST_ALREADY_SCHEDULED, POST_NOT_EDITABLE, POST_DELETED.")
    ResponseEntity<CommandResult> schedule(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @Valid @RequestBody PostBodies.NewSchedule body) {
        return Answers.done(messages.send(call, new SchedulePost(post, body.schedule())));
    }

    @PutMapping
    @Operation(
            summary = "Move a scheduled post",
            description = "To another time." + TIME_RULES + ", POST_NOT_SCHEDULED.")
    ResponseEntity<CommandResult> reschedule(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @Valid @RequestBody PostBodies.NewSchedule body) {
        return Answers.done(messages.send(call, new ReschedulePost(post, body.schedule())));
    }

    @DeleteMapping
    @Operation(
            summary = "Take a scheduled post back to draft",
            description = "Refused with POST_NOT_FOUND, POST_NOT_SCHEDULED, POST_ALREADY_SENDING.")
    ResponseEntity<CommandResult> cancel(Call call, @PathVariable WorkspaceId ws, @PathVariable PostId post) {
        return Answers.done(messages.send(call, new CancelPostSchedule(post)));
    }
}
