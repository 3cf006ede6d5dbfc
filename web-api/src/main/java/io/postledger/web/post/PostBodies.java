package io.postledger.web.post;

import io.postledger.api.account.AccountId;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.media.MediaId;
import io.postledger.api.post.PostId;
import io.postledger.api.post.Schedule;
import io.postledger.api.publication.PublicationId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comes in about posts. */
final class PostBodies {
    private PostBodies() {}

    @Schema(name = "PostMedia")
    record Medium(
            @NotNull MediaId mediaId,

            @Schema(description = "What it shows, for those who cannot see it", example = "A page full of gears")
            @Nullable
            String altText) {}

    private static List<MediaChoice> choices(@Nullable List<Medium> media) {
        return media == null
                ? List.of()
                : media.stream()
                        .map(medium -> new MediaChoice(medium.mediaId(), medium.altText()))
                        .toList();
    }

    @Schema(name = "NewPost")
    record NewPost(
            @Schema(description = "Chosen by the caller; made by the server where it is left out") @Nullable
            PostId postId,

            @Schema(
                    description =
                            "Counted by each target network's own rules; X gives 280 weighted characters, 23 for a link",
                    example = "Our notes on the Analytical Engine are out: https://example.com/notes")
            @NotNull
            String text,

            @Schema(description = "Accounts it goes to: up to 50, none yet is allowed") @NotNull
            List<@NotNull AccountId> targets,

            @Schema(description = "Pictures and videos, in the order in which they are shown") @Nullable
            List<@NotNull @Valid Medium> media,

            @Schema(
                    description =
                            "By target: what only its network asks for (GET /api/platforms), and text for another text there",
                    example = "{\"acct_01jd8y3e4f7z9k2m5n6p7q8r9s\": {\"title\": \"Our notes\"}}")
            @Nullable
            Map<AccountId, @NotNull Map<String, @NotNull String>> options) {
        List<MediaChoice> choices() {
            return PostBodies.choices(media);
        }
    }

    @Schema(name = "PostContent")
    record Content(
            @Schema(description = "As in NewPost", example = "Our notes are out, with an example program") @NotNull
            String text,

            @Schema(description = "As in NewPost") @NotNull List<@NotNull AccountId> targets,

            @Schema(description = "As in NewPost; none where it is left out") @Nullable
            List<@NotNull @Valid Medium> media,

            @Schema(
                    description = "As in NewPost; none where it is left out",
                    example = "{\"acct_01jd8y3e4f7z9k2m5n6p7q8r9s\": {\"title\": \"Our notes\"}}")
            @Nullable
            Map<AccountId, @NotNull Map<String, @NotNull String>> options) {
        List<MediaChoice> choices() {
            return PostBodies.choices(media);
        }
    }

    @Schema(name = "PostSchedule")
    record NewSchedule(
            @Schema(
                    description = "Local date and time in timeZone, without an offset",
                    type = "string",
                    example = "2026-12-01T09:30")
            @NotNull
            LocalDateTime at,

            @Schema(description = "IANA id", example = "Europe/Berlin") @NotNull
            String timeZone,

            @Schema(
                    description =
                            "Which is meant where clocks set back make the local time happen twice; left out otherwise")
            Schedule.@Nullable Occurrence occurrence) {
        Schedule schedule() {
            return new Schedule(at, timeZone, occurrence);
        }
    }

    @Schema(name = "PostImport")
    record Import(
            @Schema(description = "Chosen by the caller; made by the server where it is left out") @Nullable
            PostId postId,

            @Schema(description = "Chosen by the caller; made by the server where it is left out") @Nullable
            PublicationId publicationId,

            @NotNull AccountId accountId,
            @NotNull String text,

            @Schema(description = "The network's own id of the post", example = "1580661436132757506") @NotNull
            String externalId,

            @Schema(description = "Where it can be seen", example = "https://x.com/ada/status/1580661436132757506")
            @NotNull
            URI uri,

            @Schema(description = "When it went out (UTC), not in the future", example = "2026-11-01T09:30:00Z")
            @NotNull
            Instant publishedAt) {}
}
