package io.postledger.platform.pinterest;

import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.MediaRule;
import io.postledger.platform.rules.MediaTypes;
import io.postledger.platform.rules.OptionRule;
import io.postledger.platform.rules.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Pinterest takes: a board, and one picture, or one video with or without a picture as its cover. The text is the
 * description: 800 characters (code points).
 */
public final class PinterestContentRules implements ContentRules {

    static final String BOARD = "board_id";
    static final String SECTION = "board_section_id";
    static final String TITLE = "title";
    static final String LINK = "link";
    static final String COVER_SECOND = "cover_image_key_frame_time";

    /** Code points. */
    public static final int MAX_DESCRIPTION = 800;

    private static final String NAME = "Pinterest";
    private static final int MAX_ALT_TEXT = 500;

    private static final MediaRule IMAGE = MediaRule.of(NAME, Set.of(MediaTypes.JPEG, MediaTypes.PNG), 20_000_000);

    private static final MediaRule VIDEO = MediaRule.of(
                    NAME, Set.of(MediaTypes.MP4, MediaTypes.QUICKTIME, "video/x-m4v"), 2_000_000_000)
            .withRatio(0.5, 1.91)
            .withDuration(Duration.ofSeconds(4), Duration.ofMinutes(15));

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,24}");
    private static final Pattern SECOND = Pattern.compile("[0-9]{1,3}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^\\s/]+\\S*");

    private static final List<OptionRule> OPTIONS = List.of(
            OptionRule.required(BOARD, 24, "The board's number."),
            OptionRule.optional(SECTION, 24, "The number of a section of the board."),
            OptionRule.optional(TITLE, 100, "The pin's title."),
            OptionRule.optional(LINK, 2_048, "Where the pin leads."),
            OptionRule.optional(
                    COVER_SECOND, 3, "The second of the video that is its cover, where no picture is; 0 unless said."));

    @Override
    public List<OptionRule> options() {
        return OPTIONS;
    }

    @Override
    public List<Violation> validate(Content content) {
        List<Violation> found = new ArrayList<>();
        checkLength("text", content.text(), MAX_DESCRIPTION, found);
        checkMedia(content, found);
        checkOption(content, BOARD, NUMBER, "a number", found);
        checkOption(content, SECTION, NUMBER, "a number", found);
        checkOption(content, LINK, WEB_ADDRESS, "an address that begins with http", found);
        checkOption(content, COVER_SECOND, SECOND, "a number of seconds", found);
        return found;
    }

    private static void checkMedia(Content content, List<Violation> found) {
        int images = content.images().size();
        int videos = content.videos().size();
        if (content.media().isEmpty()) {
            found.add(new Violation(Violation.MEDIA_REQUIRED, "A pin needs a picture or a video.", 1, 0));
        }
        if (images > 1 || videos > 1) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_MANY,
                    "A pin has one picture, or one video and its cover.",
                    1,
                    Math.max(images, videos)));
        }
        for (Attachment file : content.media()) {
            found.addAll((MediaTypes.isVideo(file) ? VIDEO : IMAGE).check(file));
            if (file.altText() != null) {
                checkLength("description of a file", file.altText(), MAX_ALT_TEXT, found);
            }
        }
    }

    private static void checkLength(String what, String text, int most, List<Violation> found) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The " + what + " has " + length + " characters; Pinterest accepts " + most + ".",
                    most,
                    length));
        }
    }

    private static void checkOption(Content content, String name, Pattern pattern, String what, List<Violation> found) {
        content.option(name)
                .filter(value -> !pattern.matcher(value).matches())
                .ifPresent(value -> found.add(
                        new Violation(Violation.OPTION_INVALID, "'" + name + "' is not " + what + ".", 0, 0)));
    }
}
