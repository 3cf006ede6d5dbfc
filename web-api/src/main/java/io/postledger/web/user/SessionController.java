package io.postledger.web.user;

import io.postledger.api.Secret;
import io.postledger.api.user.AuthenticateUser;
import io.postledger.api.user.AuthenticatedUser;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.security.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/session")
@Tag(name = "Users and sessions")
class SessionController {
    private static final String BEARER = "Bearer";

    private final Messages messages;
    private final Tokens tokens;

    SessionController(Messages messages, Tokens tokens) {
        this.messages = messages;
        this.tokens = tokens;
    }

    @Schema(name = "SignIn")
    record SignIn(
            @Schema(example = "ada@example.com") @NotNull String email,

            @Schema(example = "correct horse battery") @NotNull
            Secret password) {}

    @Schema(name = "Session")
    record Session(
            @Schema(description = "To be sent as Authorization: Bearer …")
            String accessToken,

            @Schema(example = BEARER) String tokenType,

            @Schema(description = "When the token stops being accepted (UTC)")
            Instant expiresAt,

            String userId) {}

    @PostMapping
    @SecurityRequirements
    @Operation(
            summary = "Sign in",
            description =
                    "Answers a token that is good for a quarter of an hour. Refused with BAD_CREDENTIALS, whichever of the two was wrong.")
    Session signIn(Call call, @Valid @RequestBody SignIn body) {
        AuthenticatedUser user =
                messages.ask(call, new AuthenticateUser(body.email(), body.password()), AuthenticatedUser.class);
        return session(tokens.issue(user.userId()), user.userId().value());
    }

    @PostMapping("/renewal")
    @Operation(
            summary = "Stay signed in",
            description =
                    "A new token for the bearer of a still valid one. Refused with TOKEN_EXPIRED once the password was given too long ago (12 hours by default).")
    Session renew(@Parameter(hidden = true) @AuthenticationPrincipal Jwt token) {
        return session(tokens.renew(token), token.getSubject());
    }

    private static Session session(Tokens.Issued issued, String userId) {
        return new Session(issued.token(), BEARER, issued.expiresAt(), userId);
    }
}
