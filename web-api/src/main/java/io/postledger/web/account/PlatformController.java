package io.postledger.web.account;

import io.postledger.api.account.FindPlatforms;
import io.postledger.api.account.PlatformList;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Accounts")
class PlatformController {
    private final Messages messages;

    PlatformController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/api/platforms")
    @Operation(
            summary = "The networks, and what each asks for",
            description = "What a target's options may hold there; beside that each takes a text of its own.")
    PlatformList all(Call call) {
        return messages.ask(call, new FindPlatforms(), PlatformList.class);
    }
}
