package io.postledger.web.privacy;

import io.postledger.api.CommandResult;
import io.postledger.api.privacy.CancelErasure;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.ErasureView;
import io.postledger.api.privacy.FindErasure;
import io.postledger.api.privacy.LiftLegalHold;
import io.postledger.api.privacy.PlaceLegalHold;
import io.postledger.api.privacy.RequestErasure;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/erasures/{subject}")
@Tag(name = "Privacy", description = "Erasing a person (user_…) or a workspace (ws_…).")
class ErasureController {
    private final Messages messages;
    private final OperatorDoor door;

    ErasureController(Messages messages, OperatorDoor door) {
        this.messages = messages;
        this.door = door;
    }

    @Schema(name = "LegalHold")
    record LegalHold(
            @Schema(description = "Why nothing may be erased, at most 2,000 characters", example = "Case 17") @NotNull
            String reason) {}

    @PutMapping
    @Operation(
            summary = "Ask for an erasure",
            description = "By the person themselves or whoever owns every workspace they are in; of a workspace, by an"
                    + " owner. It begins after the time of grace; asked for again it answers as the first time. Refused"
                    + " with INVALID_ID, USER_NOT_FOUND, WORKSPACE_NOT_FOUND, LAST_OWNER.")
    ResponseEntity<CommandResult> request(Call call, @PathVariable String subject) {
        return Answers.done(messages.send(call, new RequestErasure(subject)));
    }

    @DeleteMapping
    @Operation(
            summary = "Cancel an erasure that has not begun",
            description = "By who may ask for it. Refused with INVALID_ID, ERASURE_NOT_FOUND, ERASURE_BEGUN.")
    ResponseEntity<CommandResult> cancel(Call call, @PathVariable String subject) {
        return Answers.done(messages.send(call, new CancelErasure(ErasureId.of(subject))));
    }

    @GetMapping
    @SecurityRequirements
    @Operation(
            summary = "How an erasure stands, with its certificate once it is done",
            description = "For whoever runs this installation. Refused with OPERATOR_KEY_INVALID, ERASURE_NOT_FOUND.")
    ErasureView find(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String subject) {
        return messages.ask(door.pass(call, key), new FindErasure(subject), ErasureView.class);
    }

    @PutMapping("/hold")
    @SecurityRequirements
    @Operation(
            summary = "Place a legal hold, which keeps the subject from being erased",
            description = "For whoever runs this installation. Refused with OPERATOR_KEY_INVALID, INVALID_ID,"
                    + " INVALID_REQUEST, ERASURE_BEGUN.")
    ResponseEntity<CommandResult> hold(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String subject,
            @Valid @RequestBody LegalHold body) {
        return Answers.done(messages.send(door.pass(call, key), new PlaceLegalHold(subject, body.reason())));
    }

    @DeleteMapping("/hold")
    @SecurityRequirements
    @Operation(
            summary = "Lift a legal hold",
            description =
                    "An erasure whose time came meanwhile begins. For whoever runs this installation. Refused with"
                            + " OPERATOR_KEY_INVALID, INVALID_ID, ERASURE_NOT_FOUND.")
    ResponseEntity<CommandResult> lift(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String subject) {
        return Answers.done(messages.send(door.pass(call, key), new LiftLegalHold(ErasureId.of(subject))));
    }
}
