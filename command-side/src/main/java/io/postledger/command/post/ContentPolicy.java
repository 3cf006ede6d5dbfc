package io.postledger.command.post;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether a text may stand in a post for these networks, by each network's own rules. */
@Component
public class ContentPolicy {
    /** In UTF-16 units; more than any of the seven networks takes. */
    private static final int LONGEST = 100_000;

    private final RulesByPlatform rules = RulesByPlatform.standard();

    void require(String text, Collection<Platform> platforms) {
        if (text.isBlank()) {
            throw new RejectedException(RejectionCode.CONTENT_EMPTY, "A post needs a text");
        }
        if (text.length() > LONGEST) {
            throw new RejectedException(
                    RejectionCode.CONTENT_TOO_LONG,
                    "No network takes a text this long",
                    Map.of("limit", Integer.toString(LONGEST), "actual", Integer.toString(text.length())));
        }
        for (Platform platform : platforms) {
            for (Violation violation : rules.validate(platform, new Content(text))) {
                throw new RejectedException(
                        RejectionCode.valueOf(violation.code()),
                        violation.message(),
                        Map.of(
                                "platform", platform.name(),
                                "limit", Long.toString(violation.limit()),
                                "actual", Long.toString(violation.actual())));
            }
        }
    }
}
