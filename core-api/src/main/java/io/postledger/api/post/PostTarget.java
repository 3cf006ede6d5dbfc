package io.postledger.api.post;

import io.postledger.api.account.Platform;
import io.postledger.api.privacy.PersonalData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account that a post is meant for, and the network it is on.
 *
 * @param options what only this network asks for (a title, a board), and {@code text} where the text there is another than
 *     the post's; empty where nothing is chosen
 */
public record PostTarget(
        String accountId,
        Platform platform,
        @PersonalData @Nullable Map<String, String> options) {
    /** Events of revision 1 have no options. */
    public PostTarget {
        options = options == null ? Map.of() : Map.copyOf(options);
    }

    public PostTarget(String accountId, Platform platform) {
        this(accountId, platform, Map.of());
    }

    public PostTarget with(Map<String, String> otherOptions) {
        return new PostTarget(accountId, platform, otherOptions);
    }
}
