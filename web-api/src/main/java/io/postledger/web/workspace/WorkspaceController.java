package io.postledger.web.workspace;

import io.postledger.api.CommandResult;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.FindMyWorkspaces;
import io.postledger.api.workspace.FindWorkspace;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.api.workspace.WorkspaceList;
import io.postledger.api.workspace.WorkspaceView;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.call.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces")
@Tag(name = "Workspaces")
class WorkspaceController {
    private final Messages messages;
    private final NewIds newIds;

    WorkspaceController(Messages messages, NewIds newIds) {
        this.messages = messages;
        this.newIds = newIds;
    }

    @Schema(name = "NewWorkspace")
    record NewWorkspace(
            @Schema(description = "Chosen by the caller; made by the server where it is left out") @Nullable
            WorkspaceId workspaceId,

            @Schema(example = "Analytical Engines Ltd") @NotNull
            String name,

            @Schema(
                    description = "IANA id of the zone that the calendar's days are counted in",
                    example = "Europe/Berlin")
            @NotNull
            String timeZone) {}

    @GetMapping
    @Operation(
            summary = "My workspaces",
            description = "Those that the signed-in person is a member of, by name. Refused with VIEW_BEHIND.")
    WorkspaceList mine(
            Call call,
            @Parameter(description = "Wait until the list shows these, such as ws_…:3")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> atLeast) {
        return messages.ask(call.showing(atLeast), new FindMyWorkspaces(), WorkspaceList.class);
    }

    @PostMapping
    @Operation(
            summary = "Create a workspace",
            description =
                    "Whoever creates it becomes its owner. Refused with NAME_INVALID, TIME_ZONE_UNKNOWN, ID_ALREADY_USED.")
    ResponseEntity<CommandResult> create(Call call, @Valid @RequestBody NewWorkspace body) {
        WorkspaceId id = newIds.orNew(body.workspaceId(), call, WorkspaceId.PREFIX, WorkspaceId::new);
        CommandResult result = messages.send(call.within(id), new CreateWorkspace(id, body.name(), body.timeZone()));
        return Answers.created("/api/workspaces/" + id, result);
    }

    @GetMapping("/{ws}")
    @Operation(
            summary = "One workspace with its members",
            description =
                    "Refused with WORKSPACE_NOT_FOUND, also where it exists and you are no member of it; VIEW_BEHIND.")
    ResponseEntity<WorkspaceView> one(
            Call call,
            @PathVariable WorkspaceId ws,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long atLeastVersion) {
        WorkspaceView view = messages.ask(call, new FindWorkspace(ws, atLeastVersion), WorkspaceView.class);
        return ResponseEntity.ok().eTag(Answers.entityTag(view.version())).body(view);
    }
}
