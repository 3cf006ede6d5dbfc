package io.postledger.platform.facebook;

import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.MediaRule;
import io.postledger.platform.rules.MediaTypes;
import io.postledger.platform.rules.OptionRule;
import io.postledger.platform.rules.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a Page takes: text, or text with a link, up to ten photos, or one video. Facebook does not say how it counts the 63,206
 * characters; UTF-16 units are never fewer than what it can mean. The bounds of photos are those of its refusal 1366046, of
 * videos those of its guide to publishing.
 */
final class FacebookRules implements ContentRules {

    static final int MAX_LENGTH = 63_206;
    static final int MAX_PHOTOS = 10;

    /** Shown with a preview below the text. */
    static final String LINK = "link";

    /** Of a video. */
    static final String TITLE = "title";

    private static final String NETWORK = "Facebook";
    private static final MediaRule PHOTO = MediaRule.of(
            NETWORK, Set.of(MediaTypes.JPEG, MediaTypes.PNG, MediaTypes.GIF, MediaTypes.WEBP), 4L * 1024 * 1024);
    private static final MediaRule VIDEO = MediaRule.of(
                    NETWORK, Set.of(MediaTypes.MP4, MediaTypes.QUICKTIME), 10L * 1024 * 1024 * 1024)
            .withDuration(Duration.ofSeconds(1), Duration.ofHours(4));

    @Override
    public List<OptionRule> options() {
        return List.of(
                OptionRule.optional(LINK, 2_000, "An address that is shown with a preview below the text."),
                OptionRule.optional(TITLE, 255, "The title of a video."));
    }

    @Override
    public List<Violation> validate(Content content) {
        List<Violation> found = new ArrayList<>();
        if (content.text().isBlank()
                && content.media().isEmpty()
                && content.option(LINK).isEmpty()) {
            found.add(new Violation(Violation.CONTENT_EMPTY, "A post on Facebook needs text, media or a link.", 1, 0));
        }
        if (content.text().length() > MAX_LENGTH) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The text has " + content.text().length() + " characters; Facebook accepts " + MAX_LENGTH + ".",
                    MAX_LENGTH,
                    content.text().length()));
        }
        checkOptions(content, found);
        checkMedia(content, found);
        return found;
    }

    private static void checkOptions(Content content, List<Violation> found) {
        if (content.option(LINK).filter(link -> !isAddress(link)).isPresent()) {
            found.add(new Violation(
                    Violation.OPTION_INVALID, "'link' is an address that begins with http:// or https://.", 0, 0));
        }
        if (content.option(LINK).isPresent() && !content.media().isEmpty()) {
            found.add(new Violation(
                    Violation.OPTION_INVALID, "Facebook shows a preview of 'link' or media, not both.", 0, 0));
        }
        if (content.option(TITLE).isPresent() && content.videos().isEmpty()) {
            found.add(new Violation(Violation.OPTION_INVALID, "On Facebook only a video has a 'title'.", 0, 0));
        }
    }

    private static void checkMedia(Content content, List<Violation> found) {
        int videos = content.videos().size();
        int photos = content.media().size() - videos;
        if (videos > 0 && photos > 0) {
            found.add(new Violation(
                    Violation.MEDIA_MIX_NOT_ACCEPTED, "Facebook takes photos or a video, not both.", 0, 0));
        }
        if (videos > 1) {
            found.add(new Violation(Violation.MEDIA_TOO_MANY, "Facebook takes one video in a post.", 1, videos));
        }
        if (photos > MAX_PHOTOS) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_MANY,
                    "Facebook takes " + MAX_PHOTOS + " photos in a post.",
                    MAX_PHOTOS,
                    photos));
        }
        for (Attachment media : content.media()) {
            found.addAll((MediaTypes.isVideo(media) ? VIDEO : PHOTO).check(media));
        }
    }

    private static boolean isAddress(String link) {
        try {
            URI uri = URI.create(link);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
