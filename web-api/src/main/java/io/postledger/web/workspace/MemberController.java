package io.postledger.web.workspace;

import io.postledger.api.CommandResult;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.AddMember;
import io.postledger.api.workspace.ChangeMemberRole;
import io.postledger.api.workspace.RemoveMember;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/members")
@Tag(name = "Workspaces")
class MemberController {
    private final Messages messages;

    MemberController(Messages messages) {
        this.messages = messages;
    }

    @Schema(name = "NewMember")
    record NewMember(@NotNull UserId userId, @NotNull Role role) {}

    @Schema(name = "MemberRole")
    record MemberRole(@NotNull Role role) {}

    @PostMapping
    @Operation(summary = "Add a member", description = "Refused with USER_NOT_FOUND, MEMBER_ALREADY_ADDED.")
    ResponseEntity<CommandResult> add(Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody NewMember body) {
        return Answers.created(
                "/api/workspaces/" + ws + "/members/" + body.userId(),
                messages.send(call, new AddMember(ws, body.userId(), body.role())));
    }

    @PutMapping("/{user}")
    @Operation(summary = "Give a member another role", description = "Refused with MEMBER_NOT_FOUND, LAST_OWNER.")
    ResponseEntity<CommandResult> change(
            Call call, @PathVariable WorkspaceId ws, @PathVariable UserId user, @Valid @RequestBody MemberRole body) {
        return Answers.done(messages.send(call, new ChangeMemberRole(ws, user, body.role())));
    }

    @DeleteMapping("/{user}")
    @Operation(summary = "End a membership", description = "Refused with MEMBER_NOT_FOUND, LAST_OWNER.")
    ResponseEntity<CommandResult> remove(Call call, @PathVariable WorkspaceId ws, @PathVariable UserId user) {
        return Answers.done(messages.send(call, new RemoveMember(ws, user)));
    }
}
