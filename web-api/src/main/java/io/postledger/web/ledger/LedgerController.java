package io.postledger.web.ledger;

import io.postledger.api.ledger.ConsistencyProof;
import io.postledger.api.ledger.FindConsistencyProof;
import io.postledger.api.ledger.FindInclusionProof;
import io.postledger.api.ledger.FindLedgerKeys;
import io.postledger.api.ledger.FindTreeHead;
import io.postledger.api.ledger.InclusionProof;
import io.postledger.api.ledger.LedgerKeyList;
import io.postledger.api.ledger.TreeHeadView;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
@Tag(name = "Ledger", description = "What proves that no event was altered, removed or added since.")
class LedgerController {
    private final Messages messages;

    LedgerController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/ledger/head")
    @Operation(
            summary = "A signed head",
            description = "The newest, or that of a size. Refused with LEDGER_EMPTY, HEAD_NOT_FOUND.")
    TreeHeadView head(
            Call call,
            @Parameter(description = "Events under it") @RequestParam(required = false) @Positive @Nullable Long size) {
        return messages.ask(call, new FindTreeHead(size), TreeHeadView.class);
    }

    @GetMapping("/ledger/keys")
    @Operation(summary = "Public keys that heads were signed with", description = "From old to new.")
    LedgerKeyList keys(Call call) {
        return messages.ask(call, new FindLedgerKeys(), LedgerKeyList.class);
    }

    @GetMapping("/ledger/consistency")
    @Operation(
            summary = "Proof that one head's log is the beginning of another's",
            description = "Refused with HEAD_NOT_FOUND, INVALID_REQUEST.")
    ConsistencyProof consistency(
            Call call,
            @Parameter(description = "Events under the one head") @RequestParam @Positive long earlier,
            @Parameter(description = "Events under the other") @RequestParam @Positive long later) {
        return messages.ask(call, new FindConsistencyProof(earlier, later), ConsistencyProof.class);
    }

    @GetMapping("/workspaces/{ws}/ledger/inclusion")
    @Operation(
            summary = "Proof that an event is under the newest head",
            description = "Refused with EVENT_NOT_FOUND, LEDGER_EMPTY.")
    InclusionProof inclusion(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "Id of the post, publication or other thing") @RequestParam String aggregate,
            @Parameter(description = "The event's number among its own, from 0") @RequestParam @PositiveOrZero
                    long sequence) {
        return messages.ask(call, new FindInclusionProof(aggregate, sequence), InclusionProof.class);
    }
}
