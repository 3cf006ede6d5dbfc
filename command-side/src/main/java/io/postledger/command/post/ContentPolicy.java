package io.postledger.command.post;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.post.PostTarget;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.RulesByPlatform;
import io.postledger.platform.rules.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Whether content may stand in a post for these targets, by each network's own rules. A refusal has the code of what was
 * found first, and all that was found in its details.
 */
@Component
public class ContentPolicy {
    /** In UTF-16 units; more than any of the seven networks takes. */
    private static final int LONGEST = 100_000;

    private final RulesByPlatform rules;

    public ContentPolicy() {
        this(RulesByPlatform.standard());
    }

    ContentPolicy(RulesByPlatform rules) {
        this.rules = rules;
    }

    /** What a network would refuse at a place that has it, and the accounts there that were to get the same. */
    private record Finding(Platform platform, List<String> accounts, Violation violation) {}

    private record Place(Platform platform, Map<String, String> options) {}

    /** For a draft: what it lacks may still come. */
    void requireDraft(String text, List<Attachment> media, List<PostTarget> targets) {
        require(text, media, targets, violation -> !violation.isIncomplete());
    }

    /** For a post that is to go out as it is. */
    void requireComplete(String text, List<Attachment> media, List<PostTarget> targets) {
        require(text, media, targets, violation -> true);
    }

    private void require(String text, List<Attachment> media, List<PostTarget> targets, Predicate<Violation> matters) {
        if (text.isBlank() && media.isEmpty()) {
            throw new RejectedException(RejectionCode.CONTENT_EMPTY, "A post needs a text, a picture or a video");
        }
        requireBounded(RejectionCode.CONTENT_TOO_LONG, "text", text);
        targets.forEach(target ->
                target.options().forEach((name, value) -> requireBounded(RejectionCode.OPTION_INVALID, name, value)));
        List<Finding> found = new ArrayList<>();
        accountsByPlace(targets)
                .forEach((place, accounts) ->
                        rules.validate(place.platform(), new Content(text, media, place.options())).stream()
                                .filter(matters)
                                .forEach(violation -> found.add(new Finding(place.platform(), accounts, violation))));
        if (!found.isEmpty()) {
            throw rejected(found);
        }
    }

    private static void requireBounded(RejectionCode code, String name, String value) {
        if (value.length() > LONGEST) {
            throw new RejectedException(
                    code,
                    "No network takes a text this long",
                    Map.of(
                            "field", name,
                            "limit", Integer.toString(LONGEST),
                            "actual", Integer.toString(value.length())));
        }
    }

    /** Accounts of one network with the same options get the same content, and the same answer. */
    private static Map<Place, List<String>> accountsByPlace(List<PostTarget> targets) {
        Map<Place, List<String>> accounts = new LinkedHashMap<>();
        targets.forEach(target -> accounts.computeIfAbsent(
                        new Place(target.platform(), target.options()), place -> new ArrayList<>())
                .add(target.accountId()));
        return accounts;
    }

    private static RejectedException rejected(List<Finding> found) {
        Finding first = found.get(0);
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "", first);
        details.put("violations", Integer.toString(found.size()));
        for (int i = 0; i < found.size(); i++) {
            String at = "violations[" + i + "].";
            put(details, at, found.get(i));
            details.put(at + "code", found.get(i).violation().code());
            details.put(at + "message", found.get(i).violation().message());
            details.put(at + "accounts", String.join(",", found.get(i).accounts()));
        }
        String more = found.size() == 1 ? "" : " (and " + (found.size() - 1) + " more, in the details)";
        return new RejectedException(
                RejectionCode.valueOf(first.violation().code()),
                first.violation().message() + more,
                details);
    }

    private static void put(Map<String, String> details, String at, Finding finding) {
        details.put(at + "platform", finding.platform().name());
        details.put(at + "limit", Long.toString(finding.violation().limit()));
        details.put(at + "actual", Long.toString(finding.violation().actual()));
    }
}
