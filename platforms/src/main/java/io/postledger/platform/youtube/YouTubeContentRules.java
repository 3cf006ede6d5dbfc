package io.postledger.platform.youtube;

import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.MediaRule;
import io.postledger.platform.rules.OptionRule;
import io.postledger.platform.rules.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One video with a title of at most 100 characters and a description (the text) of at most 5,000 bytes of UTF-8; neither takes
 * {@code <} or {@code >}. By the reference of the video resource.
 */
final class YouTubeContentRules implements ContentRules {

    private static final int MAX_TITLE = 100;
    private static final int MAX_DESCRIPTION_BYTES = 5_000;
    private static final int MAX_TAGS = 500;

    /** 256 GB and 12 hours, for a verified channel. */
    private static final long MAX_BYTES = 256L * 1024 * 1024 * 1024;

    private static final Duration MAX_DURATION = Duration.ofHours(12);

    private static final List<OptionRule> OPTIONS = List.of(
            OptionRule.required(YouTubeVideo.TITLE, MAX_TITLE, "The video's title."),
            OptionRule.oneOf(
                    YouTubeVideo.PRIVACY,
                    false,
                    YouTubeVideo.PRIVACIES,
                    "Who may see it; everybody where it is not given."),
            OptionRule.optional(YouTubeVideo.TAGS, 0, "Tags, with commas between them; 500 characters in all."),
            OptionRule.optional(
                    YouTubeVideo.CATEGORY, 3, "The number of a video category; 22, People & Blogs, if none."),
            OptionRule.oneOf(
                    YouTubeVideo.MADE_FOR_KIDS,
                    false,
                    List.of("true", "false"),
                    "Whether it is made for children; as the channel's own setting says where it is not given."));

    @Override
    public List<OptionRule> options() {
        return OPTIONS;
    }

    @Override
    public List<Violation> validate(Content content) {
        List<Violation> found = new ArrayList<>();
        int bytes = content.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_DESCRIPTION_BYTES) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The description has " + bytes + " bytes; YouTube accepts " + MAX_DESCRIPTION_BYTES + ".",
                    MAX_DESCRIPTION_BYTES,
                    bytes));
        }
        if (hasAngleBracket(content.text())) {
            found.add(new Violation(
                    Violation.CONTENT_INVALID_CHARACTERS, "YouTube takes no < or > in a description.", 0, 0));
        }
        if (content.option(YouTubeVideo.TITLE)
                .filter(YouTubeContentRules::hasAngleBracket)
                .isPresent()) {
            found.add(invalid("YouTube takes no < or > in a title.", 0, 0));
        }
        if (content.option(YouTubeVideo.CATEGORY)
                .filter(id -> !id.matches("[0-9]+"))
                .isPresent()) {
            found.add(invalid("'" + YouTubeVideo.CATEGORY + "' is a number.", 0, 0));
        }
        tags(content, found);
        media(content, found);
        return found;
    }

    /** Commas count, and so do the quotation marks that YouTube puts around a tag with a blank in it. */
    private static void tags(Content content, List<Violation> found) {
        List<String> tags = YouTubeVideo.tags(content);
        int length = tags.stream()
                        .mapToInt(tag -> tag.codePointCount(0, tag.length()) + (tag.contains(" ") ? 2 : 0))
                        .sum()
                + Math.max(0, tags.size() - 1);
        if (length > MAX_TAGS) {
            found.add(invalid(
                    "The tags have " + length + " characters; YouTube takes " + MAX_TAGS + ".", MAX_TAGS, length));
        }
        if (tags.stream().anyMatch(YouTubeContentRules::hasAngleBracket)) {
            found.add(invalid("YouTube takes no < or > in a tag.", 0, 0));
        }
    }

    private static void media(Content content, List<Violation> found) {
        List<Attachment> videos = content.videos();
        if (content.media().size() > videos.size()) {
            found.add(new Violation(
                    Violation.MEDIA_MIX_NOT_ACCEPTED, "YouTube takes a video and nothing beside it.", 0, 0));
        }
        if (videos.isEmpty()) {
            found.add(new Violation(Violation.MEDIA_REQUIRED, "A post on YouTube needs a video.", 1, 0));
        } else if (videos.size() > 1) {
            found.add(new Violation(Violation.MEDIA_TOO_MANY, "YouTube takes one video.", 1, videos.size()));
        }
        for (Attachment video : videos) {
            found.addAll(MediaRule.of("YouTube", Set.of(video.contentType()), MAX_BYTES)
                    .withDuration(Duration.ZERO, MAX_DURATION)
                    .check(video));
        }
    }

    private static boolean hasAngleBracket(String text) {
        return text.indexOf('<') >= 0 || text.indexOf('>') >= 0;
    }

    private static Violation invalid(String message, long limit, long actual) {
        return new Violation(Violation.OPTION_INVALID, message, limit, actual);
    }
}
