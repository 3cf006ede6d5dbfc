package io.postledger.web.account;

import io.postledger.api.CommandResult;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountList;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.BeginAccountConnection;
import io.postledger.api.account.ConnectionStarted;
import io.postledger.api.account.DisconnectAccount;
import io.postledger.api.account.FindAccount;
import io.postledger.api.account.FindAccounts;
import io.postledger.api.account.Platform;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.WebSettings;
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
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping("/api/workspaces/{ws}")
@Tag(name = "Accounts")
class AccountController {
    private final Messages messages;
    private final NewIds newIds;
    private final WebSettings settings;

    AccountController(Messages messages, NewIds newIds, WebSettings settings) {
        this.messages = messages;
        this.newIds = newIds;
        this.settings = settings;
    }

    @Schema(name = "NewAccountConnection")
    record NewConnection(
            @Schema(
                    description =
                            "Chosen by the caller, or that of a known account, which is reconnected; made by the server where it is left out")
            @Nullable
            AccountId accountId,

            @NotNull Platform platform,

            @Schema(description = "Where the network sends the person back; Postledger's own page where it is left out")
            @Nullable
            URI redirectUri,

            @Schema(
                    description =
                            "Which account is meant where the person may grant several (such as pages): the network's own id, or a handle. Left out for the only one, and for the one that is reconnected")
            @Size(min = 1, max = 255)
            @Nullable
            String externalId) {}

    @GetMapping("/accounts")
    @Operation(
            summary = "All accounts of the workspace",
            description = "By network and handle. Refused with VIEW_BEHIND.")
    AccountList all(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "Wait until the list shows these, such as acct_…:3")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> atLeast) {
        return messages.ask(call.showing(atLeast), new FindAccounts(), AccountList.class);
    }

    @GetMapping("/accounts/{account}")
    @Operation(summary = "One account", description = "Refused with ACCOUNT_NOT_FOUND, VIEW_BEHIND.")
    ResponseEntity<AccountView> one(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable AccountId account,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long atLeastVersion) {
        AccountView view = messages.ask(call, new FindAccount(account, atLeastVersion), AccountView.class);
        return ResponseEntity.ok().eTag(Answers.entityTag(view.version())).body(view);
    }

    @PostMapping("/account-connections")
    @Operation(
            summary = "Begin connecting an account",
            description =
                    "Send the person to authorizationUri; the network sends them back to redirectUri with the grant,"
                            + " before expiresAt (UTC). Refused with PLATFORM_NOT_SUPPORTED.")
    ResponseEntity<ConnectionStarted> connect(
            Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody NewConnection body) {
        AccountId id = newIds.orNew(body.accountId(), call, AccountId.PREFIX, AccountId::new);
        URI redirectUri = body.redirectUri() == null ? ownCallback() : body.redirectUri();
        ConnectionStarted started = messages.send(
                call,
                new BeginAccountConnection(id, body.platform(), redirectUri, body.externalId()),
                ConnectionStarted.class);
        return ResponseEntity.created(URI.create("/api/workspaces/" + ws + "/accounts/" + id))
                .body(started);
    }

    @DeleteMapping("/accounts/{account}")
    @Operation(summary = "Stop using an account", description = "Refused with ACCOUNT_NOT_FOUND.")
    ResponseEntity<CommandResult> disconnect(Call call, @PathVariable WorkspaceId ws, @PathVariable AccountId account) {
        return Answers.done(messages.send(call, new DisconnectAccount(account)));
    }

    private URI ownCallback() {
        URI base = settings.publicUri();
        return (base == null
                        ? ServletUriComponentsBuilder.fromCurrentContextPath()
                        : ServletUriComponentsBuilder.fromUri(base))
                .path(OAuthCallbackController.PATH)
                .build()
                .toUri();
    }
}
