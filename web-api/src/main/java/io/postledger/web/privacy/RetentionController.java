package io.postledger.web.privacy;

import io.postledger.api.CommandResult;
import io.postledger.api.workspace.ChangeRetention;
import io.postledger.api.workspace.FindRetention;
import io.postledger.api.workspace.RetentionRules;
import io.postledger.api.workspace.RetentionView;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/retention")
@Tag(name = "Privacy")
class RetentionController {
    private final Messages messages;

    RetentionController(Messages messages) {
        this.messages = messages;
    }

    @Schema(name = "Retention")
    record Retention(
            @Schema(
                    description = "Days after which the bytes of a picture or video that no post has are deleted, from"
                            + " its upload or from when the last post let go of it; 7 to 36,500; null keeps them",
                    example = "90")
            @Nullable
            Integer unusedMediaDays,

            @Schema(
                    description = "The same where every post that had it has gone out, failed or been deleted, from"
                            + " when the last of them did; 30 to 36,500; null keeps them",
                    example = "365")
            @Nullable
            Integer endedPostMediaDays) {}

    @GetMapping
    @Operation(
            summary = "What is deleted by itself, and when",
            description = "Refused with WORKSPACE_NOT_FOUND, VIEW_BEHIND.")
    ResponseEntity<RetentionView> find(
            Call call,
            @PathVariable WorkspaceId ws,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long atLeastVersion) {
        RetentionView view = messages.ask(call, new FindRetention(ws, atLeastVersion), RetentionView.class);
        return ResponseEntity.ok().eTag(Answers.entityTag(view.version())).body(view);
    }

    @PutMapping
    @Operation(
            summary = "Say what is deleted by itself",
            description =
                    "By an owner or admin. Takes the place of what was said before, and has its first effect a day"
                            + " later: a picture or video is taken out of the library, and after another day its bytes are"
                            + " deleted; what it was stays known. Nothing is while a legal hold is on the workspace. Refused with"
                            + " RETENTION_PERIOD_INVALID.")
    ResponseEntity<CommandResult> change(Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody Retention body) {
        RetentionRules rules = new RetentionRules(body.unusedMediaDays(), body.endedPostMediaDays());
        return Answers.done(messages.send(call, new ChangeRetention(ws, rules)));
    }
}
