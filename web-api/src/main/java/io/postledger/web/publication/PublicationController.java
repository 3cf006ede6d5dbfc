package io.postledger.web.publication;

import io.postledger.api.CommandResult;
import io.postledger.api.publication.AttentionList;
import io.postledger.api.publication.CancelPublication;
import io.postledger.api.publication.FindAttention;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.Resolution;
import io.postledger.api.publication.ResolveParkedPublication;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/publications")
@Tag(name = "Publications")
class PublicationController {
    private final Messages messages;

    PublicationController(Messages messages) {
        this.messages = messages;
    }

    @Schema(name = "PublicationDecision")
    record Decision(
            @NotNull Resolution resolution,

            @Schema(description = "The network's id of the post, with PUBLISHED") @Nullable
            String externalId,

            @Schema(description = "Where it can be seen, with PUBLISHED") @Nullable
            String uri) {}

    @PostMapping("/{pub}/resolution")
    @Operation(
            summary = "Say what became of a parked delivery",
            description = "Where the network could not tell whether it has the post, a person looks and decides."
                    + " Refused with PUBLICATION_NOT_FOUND, PUBLICATION_NOT_PARKED.")
    ResponseEntity<CommandResult> resolve(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PublicationId pub,
            @Valid @RequestBody Decision body) {
        return Answers.done(messages.send(
                call, new ResolveParkedPublication(pub, body.resolution(), body.externalId(), body.uri())));
    }

    @PostMapping("/{pub}/cancellation")
    @Operation(
            summary = "Stop a delivery that is not on its way",
            description = "Waiting, preparing or held: it will not be sent. Refused with PUBLICATION_NOT_FOUND,"
                    + " POST_ALREADY_SENDING where it may be on the network, PUBLICATION_ENDED.")
    ResponseEntity<CommandResult> cancel(Call call, @PathVariable WorkspaceId ws, @PathVariable PublicationId pub) {
        return Answers.done(messages.send(call, new CancelPublication(pub)));
    }

    @GetMapping("/attention")
    @Operation(
            summary = "What needs a look",
            description = "Everything that is overdue, held, unclear, waiting or parked, and what to do about it.")
    AttentionList attention(Call call, @PathVariable WorkspaceId ws) {
        return messages.ask(call, new FindAttention(), AttentionList.class);
    }
}
