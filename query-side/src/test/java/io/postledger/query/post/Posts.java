package io.postledger.query.post;

import io.postledger.api.account.Platform;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.PostTarget;
import io.postledger.query.QueryRig;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Events of posts as tests need them. */
public final class Posts {
    public static final String ACCOUNT = "acct_01jd8y3e4f7z9k2m5n6p7q8r9s";
    public static final String OTHER_ACCOUNT = "acct_01jd8y3e4f7z9k2m5n6p7q8r9t";

    private Posts() {}

    /** An id that sorts by {@code number}, 0 to 9999. */
    public static String postId(int number) {
        return "post_01jd8y3e4f7z9k2m5n6p7q%04d".formatted(number);
    }

    public static String publicationId(int number) {
        return "pub_01jd8y3e4f7z9k2m5n6p7q%04d".formatted(number);
    }

    public static PostDrafted drafted(String postId, String workspaceId, String text, String... accounts) {
        return new PostDrafted(
                postId,
                workspaceId,
                text,
                List.of(accounts).stream()
                        .map(account -> new PostTarget(account, Platform.X))
                        .toList(),
                List.of());
    }

    public static PostScheduled scheduled(String postId, LocalDateTime at, String zone) {
        return new PostScheduled(postId, 1, at, zone, at.atZone(ZoneId.of(zone)).toInstant());
    }

    public static PostPublishingBegun begun(String postId, String publicationId) {
        return new PostPublishingBegun(
                postId,
                QueryRig.WORKSPACE,
                1,
                1,
                "text",
                List.of(),
                Instant.parse("2026-03-02T08:00:00Z"),
                List.of(new PlannedPublication(publicationId, ACCOUNT, Platform.X, Map.of())));
    }
}
