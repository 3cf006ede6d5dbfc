package io.postledger.web.user;

import io.postledger.api.CommandResult;
import io.postledger.api.Secret;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.call.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users")
@Tag(name = "Users and sessions")
class UserController {
    private final Messages messages;
    private final NewIds newIds;
    private final SignUpDoor door;

    UserController(Messages messages, NewIds newIds, SignUpDoor door) {
        this.messages = messages;
        this.newIds = newIds;
        this.door = door;
    }

    @Schema(name = "SignUp")
    record SignUp(
            @Schema(description = "Chosen by the caller; made by the server where it is left out") @Nullable
            UserId userId,

            @Schema(description = "Address to sign in with; upper and lower case are one", example = "ada@example.com")
            @NotNull
            String email,

            @Schema(description = "How the person is called", example = "Ada Lovelace") @NotNull
            String displayName,

            @Schema(description = "10 characters or more, at most 72 bytes of UTF-8", example = "correct horse battery")
            @NotNull
            Secret password) {}

    @PostMapping
    @SecurityRequirements
    @Operation(
            summary = "Sign up",
            description = "Refused with SIGN_UP_CLOSED, EMAIL_INVALID, EMAIL_TAKEN, PASSWORD_TOO_WEAK, NAME_INVALID.")
    ResponseEntity<CommandResult> register(
            Call call,
            @Parameter(description = "Opens a closed sign-up; not needed where it is open")
                    @RequestHeader(name = "Sign-Up-Key", required = false)
                    @Nullable
                    String key,
            @Valid @RequestBody SignUp body) {
        door.pass(key);
        UserId userId = newIds.orNew(body.userId(), call, UserId.PREFIX, UserId::new);
        CommandResult result =
                messages.send(call, new RegisterUser(userId, body.email(), body.displayName(), body.password()));
        return Answers.created("/api/users/" + userId, result);
    }
}
