package io.postledger.web.consent;

import io.postledger.api.CommandResult;
import io.postledger.api.consent.ConsentList;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.FindConsents;
import io.postledger.api.consent.GiveConsent;
import io.postledger.api.consent.Purpose;
import io.postledger.api.consent.WithdrawConsent;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/consents")
@Tag(name = "Privacy")
class ConsentController {
    private final Messages messages;

    ConsentController(Messages messages) {
        this.messages = messages;
    }

    @Schema(name = "Agreement")
    record Agreement(
            @Schema(
                    description = "Version of the words that were read and agreed to, as the list shows them",
                    example = "1")
            @NotNull
            Integer textVersion) {}

    @GetMapping
    @Operation(
            summary = "What the workspace agrees to that its data is used for",
            description = "Each purpose with its words, and who agreed to them and when. For every member.")
    ConsentList all(Call call, @PathVariable WorkspaceId ws) {
        return messages.ask(call, new FindConsents(), ConsentList.class);
    }

    @PutMapping("/{purpose}")
    @Operation(
            summary = "Agree to a use of the workspace's data",
            description = "By an owner, from now on: what came in before is not used. Refused with NOT_PERMITTED,"
                    + " CONSENT_TEXT_NOT_CURRENT.")
    ResponseEntity<CommandResult> give(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable Purpose purpose,
            @Valid @RequestBody Agreement body) {
        return Answers.done(messages.send(call, new GiveConsent(ConsentsId.of(ws), purpose, body.textVersion())));
    }

    @DeleteMapping("/{purpose}")
    @Operation(
            summary = "Withdraw a consent",
            description =
                    "By an owner. What was made of the data for this purpose is removed. Refused with NOT_PERMITTED,"
                            + " CONSENT_NOT_FOUND.")
    ResponseEntity<CommandResult> withdraw(Call call, @PathVariable WorkspaceId ws, @PathVariable Purpose purpose) {
        return Answers.done(messages.send(call, new WithdrawConsent(ConsentsId.of(ws), purpose)));
    }
}
