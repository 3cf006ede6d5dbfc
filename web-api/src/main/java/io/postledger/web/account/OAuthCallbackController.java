package io.postledger.web.account;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.Secret;
import io.postledger.api.account.CompleteAccountConnection;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.problem.Problem;
import io.postledger.web.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Where a network sends people back to. It carries no bearer token; the secret and single-use {@code state} says whose
 * connection this is.
 */
@RestController
@Tag(name = "Accounts")
@SecurityRequirements
class OAuthCallbackController {
    static final String PATH = "/api/oauth/callback";

    private final Messages messages;
    private final Problems problems;

    OAuthCallbackController(Messages messages, Problems problems) {
        this.messages = messages;
        this.problems = problems;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What the network sends a person back with",
            description =
                    "A page for a browser, or JSON where that is accepted. Refused with CONNECTION_NOT_FOUND,"
                            + " CONNECTION_REFUSED, CONNECTION_AMBIGUOUS, ACCOUNT_ALREADY_CONNECTED, ACCOUNT_MISMATCH, PLATFORM_UNAVAILABLE.")
    ResponseEntity<CommandResult> complete(
            Call call,
            @RequestParam String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error) {
        return Answers.done(send(call, state, code, error));
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    @Operation(hidden = true)
    ResponseEntity<String> completeInBrowser(
            Call call,
            @RequestParam String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            HttpServletRequest request) {
        try {
            send(call, state, code, error);
            return page(200, "Account connected", "You can close this window and go back to Postledger.");
        } catch (RuntimeException refused) {
            Problem problem = problems.of(refused, request);
            return page(problem.status(), "Account not connected", problem.detail() + " (" + problem.code() + ")");
        }
    }

    private CommandResult send(Call call, String state, @Nullable String code, @Nullable String error) {
        if (code == null && error == null) {
            throw new RejectedException(RejectionCode.INVALID_REQUEST, "A code or an error is needed");
        }
        return messages.send(
                call, new CompleteAccountConnection(new Secret(state), code == null ? null : new Secret(code), error));
    }

    private static ResponseEntity<String> page(int status, String title, String text) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_HTML).body("""
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
                <h1>%1$s</h1>
                <p>%2$s</p>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text)));
    }
}
