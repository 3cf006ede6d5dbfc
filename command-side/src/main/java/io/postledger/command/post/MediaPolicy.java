package io.postledger.command.post;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.Attachment;
import io.postledger.api.media.MediaChoice;
import io.postledger.command.media.KnownMedia;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether these pictures and videos may hang on a post. What a network takes of them is {@link ContentPolicy}'s. */
@Component
public class MediaPolicy {
    /** More than any of the seven networks takes. */
    private static final int MOST = 50;

    /** In UTF-16 units; more than any of the seven networks takes. */
    private static final int LONGEST_ALT_TEXT = 5_000;

    private final KnownMedia library;

    public MediaPolicy(KnownMedia library) {
        this.library = library;
    }

    /** Rejected: MEDIA_TOO_MANY, ALT_TEXT_TOO_LONG, MEDIA_NOT_FOUND. */
    List<Attachment> require(String workspaceId, List<MediaChoice> choices) {
        return require(workspaceId, choices, List.of());
    }

    /** @param kept what the post has already, and may keep even where it is no longer in the library */
    List<Attachment> require(String workspaceId, List<MediaChoice> choices, List<Attachment> kept) {
        if (choices.size() > MOST) {
            throw new RejectedException(
                    RejectionCode.MEDIA_TOO_MANY,
                    "No network takes as many pictures and videos",
                    Map.of("limit", Integer.toString(MOST), "actual", Integer.toString(choices.size())));
        }
        return choices.stream()
                .map(choice -> require(workspaceId, choice, kept))
                .toList();
    }

    private Attachment require(String workspaceId, MediaChoice choice, List<Attachment> kept) {
        String mediaId = choice.mediaId().value();
        String altText = choice.altText() == null || choice.altText().isBlank() ? null : choice.altText();
        if (altText != null && altText.length() > LONGEST_ALT_TEXT) {
            throw new RejectedException(
                    RejectionCode.ALT_TEXT_TOO_LONG,
                    "No network takes an alternative text this long",
                    Map.of(
                            "mediaId", mediaId,
                            "limit", Integer.toString(LONGEST_ALT_TEXT),
                            "actual", Integer.toString(altText.length())));
        }
        return kept.stream()
                .filter(attachment -> attachment.mediaId().equals(mediaId))
                .map(Attachment::facts)
                .findFirst()
                .or(() -> library.find(workspaceId, mediaId))
                .map(facts -> facts.attachedAs(mediaId, altText))
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.MEDIA_NOT_FOUND,
                        "The workspace has no such picture or video",
                        Map.of("mediaId", mediaId)));
    }
}
