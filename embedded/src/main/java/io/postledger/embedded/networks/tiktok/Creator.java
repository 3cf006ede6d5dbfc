package io.postledger.embedded.networks.tiktok;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.RateWindows;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an account is, and what it may post. */
final class Creator {

    static final String PRIVATE = "private";

    private static final Set<String> USER_FIELDS = Set.of("open_id", "union_id", "avatar_url", "display_name");
    private static final int MAX_SECONDS = 600;
    private static final RateWindows.Window DAY = RateWindows.Window.of(Duration.ofHours(24));

    private final Site site;
    private final RateWindows windows;

    Creator(Site site, RateWindows windows) {
        this.site = site;
        this.windows = windows;
    }

    static Answer user(Account account, String fields) {
        List<String> wanted = List.of(fields.split(","));
        if (!USER_FIELDS.containsAll(wanted)) {
            return TikTokAnswers.error(400, "invalid_params", "The fields are not valid: " + fields);
        }
        ObjectNode data = Json.object();
        ObjectNode user = data.putObject("user");
        if (wanted.contains("open_id")) {
            user.put("open_id", account.id());
        }
        if (wanted.contains("display_name")) {
            user.put("display_name", account.name());
        }
        return TikTokAnswers.ok(data);
    }

    /** The cap is told with 200, intentionally. */
    Answer info(Account account, TikTokOptions options) {
        if (!mayPost(account, options)) {
            return TikTokAnswers.error(200, "spam_risk_too_many_posts", cap());
        }
        boolean isPrivate = isPrivate(account);
        ObjectNode data = Json.object()
                .put("creator_avatar_url", "https://p16.tiktokcdn.example/avatar.jpeg")
                .put("creator_username", account.handle())
                .put("creator_nickname", account.name());
        ArrayNode levels = data.putArray("privacy_level_options");
        levels(account, options).forEach(levels::add);
        data.put("comment_disabled", false)
                .put("duet_disabled", isPrivate)
                .put("stitch_disabled", isPrivate)
                .put("max_video_post_duration_sec", MAX_SECONDS);
        return TikTokAnswers.ok(data);
    }

    /** What is wrong with posting so; null where nothing is. It counts as a post then. */
    Answer refusal(Account account, JsonNode postInfo, TikTokOptions options) {
        String level = postInfo.path("privacy_level").asString("");
        if (!options.audited() && (!isPrivate(account) || !level.equals("SELF_ONLY"))) {
            return TikTokAnswers.error(
                    403,
                    "unaudited_client_can_only_post_to_private_accounts",
                    "Unaudited clients can only post to private accounts.");
        }
        if (!levels(account, options).contains(level)) {
            return TikTokAnswers.error(
                    403, "privacy_level_option_mismatch", "privacy_level is not among the privacy_level_options.");
        }
        boolean counted = options.postsPer24h() == 0
                || windows.take("posts " + account.id(), options.postsPer24h(), DAY, 1, site.now())
                        .allowed();
        return counted ? null : TikTokAnswers.error(403, "spam_risk_too_many_posts", cap());
    }

    private boolean mayPost(Account account, TikTokOptions options) {
        return options.postsPer24h() == 0
                || windows.look("posts " + account.id(), options.postsPer24h(), DAY, site.now())
                        .allowed();
    }

    private static List<String> levels(Account account, TikTokOptions options) {
        if (!options.audited()) {
            return List.of("SELF_ONLY");
        }
        return isPrivate(account)
                ? List.of("FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY")
                : List.of("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY");
    }

    private static boolean isPrivate(Account account) {
        return "true".equals(account.fields().get(PRIVATE));
    }

    private static String cap() {
        return "The daily post cap from the API is reached for the current user.";
    }
}
