package io.postledger.platform.linkedin;

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
 * What LinkedIn takes: 3,000 characters (UTF-16 units, as its own pages count them), and either up to 20 pictures, or one
 * video, or a link shown as an article.
 */
public final class LinkedInContentRules implements ContentRules {

    static final String VISIBILITY = "visibility";
    static final String TITLE = "title";
    static final String ARTICLE = "article_url";
    static final String ARTICLE_TITLE = "article_title";
    static final String ARTICLE_DESCRIPTION = "article_description";

    /** UTF-16 units, before escaping. */
    public static final int MAX_LENGTH = 3_000;

    private static final String NAME = "LinkedIn";
    private static final int MAX_IMAGES = 20;
    private static final long MAX_PIXELS = 36_152_319;
    private static final int MAX_ALT_TEXT = 4_086;
    private static final long MIN_VIDEO_BYTES = 75_000;

    /** No bound of a picture's bytes is documented. */
    private static final MediaRule IMAGE =
            MediaRule.of(NAME, Set.of(MediaTypes.JPEG, MediaTypes.PNG, MediaTypes.GIF), 0);

    private static final MediaRule VIDEO = MediaRule.of(NAME, Set.of(MediaTypes.MP4), 500_000_000)
            .withDuration(Duration.ofSeconds(3), Duration.ofMinutes(30));

    private static final List<OptionRule> OPTIONS = List.of(
            OptionRule.oneOf(
                    VISIBILITY,
                    false,
                    List.of("PUBLIC", "CONNECTIONS", "LOGGED_IN"),
                    "Who sees it; PUBLIC unless said otherwise."),
            OptionRule.optional(TITLE, 400, "The title of the picture or video."),
            OptionRule.optional(ARTICLE, 2_048, "A link shown as an article below the text; not together with media."),
            OptionRule.optional(ARTICLE_TITLE, 400, "The article's title; LinkedIn does not read it from the page."),
            OptionRule.optional(ARTICLE_DESCRIPTION, 4_086, "The article's description."));

    @Override
    public List<OptionRule> options() {
        return OPTIONS;
    }

    @Override
    public List<Violation> validate(Content content) {
        List<Violation> found = new ArrayList<>();
        if (content.text().isBlank()) {
            found.add(new Violation(Violation.CONTENT_EMPTY, "A post on LinkedIn needs text.", 1, 0));
        }
        if (content.text().length() > MAX_LENGTH) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The text has " + content.text().length() + " characters; LinkedIn accepts " + MAX_LENGTH + ".",
                    MAX_LENGTH,
                    content.text().length()));
        }
        checkMedia(content, found);
        checkArticle(content, found);
        return found;
    }

    private static void checkMedia(Content content, List<Violation> found) {
        int images = content.images().size();
        int videos = content.videos().size();
        if (images > 0 && videos > 0) {
            found.add(new Violation(
                    Violation.MEDIA_MIX_NOT_ACCEPTED, "LinkedIn takes pictures or a video, not both.", 0, 0));
        }
        if (images > MAX_IMAGES || videos > 1) {
            int most = images > MAX_IMAGES ? MAX_IMAGES : 1;
            found.add(new Violation(
                    Violation.MEDIA_TOO_MANY,
                    "LinkedIn takes at most " + MAX_IMAGES + " pictures or one video.",
                    most,
                    Math.max(images, videos)));
        }
        for (Attachment file : content.media()) {
            found.addAll((MediaTypes.isVideo(file) ? VIDEO : IMAGE).check(file));
            checkSize(file, found);
        }
    }

    private static void checkSize(Attachment file, List<Violation> found) {
        if (MediaTypes.isVideo(file) && file.bytes() < MIN_VIDEO_BYTES) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_SHORT,
                    "The video has " + file.bytes() + " bytes; LinkedIn asks for at least " + MIN_VIDEO_BYTES + ".",
                    MIN_VIDEO_BYTES,
                    file.bytes()));
        }
        if (MediaTypes.isImage(file) && file.width() != null && file.height() != null) {
            long pixels = (long) file.width() * file.height();
            if (pixels > MAX_PIXELS) {
                found.add(new Violation(
                        Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED,
                        "The picture has " + pixels + " pixels; LinkedIn takes " + MAX_PIXELS + ".",
                        MAX_PIXELS,
                        pixels));
            }
        }
        if (file.altText() != null && file.altText().length() > MAX_ALT_TEXT) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The description of a file has " + file.altText().length() + " characters; LinkedIn accepts "
                            + MAX_ALT_TEXT + ".",
                    MAX_ALT_TEXT,
                    file.altText().length()));
        }
    }

    private static void checkArticle(Content content, List<Violation> found) {
        if (content.option(ARTICLE).isEmpty()) {
            return;
        }
        if (!isWebAddress(content.option(ARTICLE).get())) {
            found.add(new Violation(
                    Violation.OPTION_INVALID, "'" + ARTICLE + "' is not an address that begins with http.", 0, 0));
        }
        if (content.option(ARTICLE_TITLE).isEmpty()) {
            found.add(new Violation(
                    Violation.OPTION_REQUIRED, "LinkedIn asks for '" + ARTICLE_TITLE + "' with an article.", 0, 0));
        }
        if (!content.media().isEmpty()) {
            found.add(new Violation(
                    Violation.MEDIA_MIX_NOT_ACCEPTED, "LinkedIn takes an article or media, not both.", 0, 0));
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && uri.getScheme().matches("(?i)https?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
