package io.postledger.web.insight;

import io.postledger.api.account.AccountId;
import io.postledger.api.insight.BestTimes;
import io.postledger.api.insight.FindBestTimes;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/accounts/{account}")
@Tag(name = "Insights")
class InsightController {
    private final Messages messages;

    InsightController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/best-times")
    @Operation(
            summary = "The best hours of the week to post",
            description =
                    "Each with its expected engagements in the first 24 hours, the standard error of that, and how"
                            + " many posts it rests on. Refused with ACCOUNT_NOT_FOUND, TIME_ZONE_UNKNOWN.")
    BestTimes bestTimes(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable AccountId account,
            @Parameter(description = "How many hours") @RequestParam(defaultValue = "10") @Min(1) @Max(168) int count,
            @Parameter(description = "IANA id that hours are told in; the workspace's own where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    String timeZone) {
        return messages.ask(call, new FindBestTimes(account, count, timeZone), BestTimes.class);
    }
}
