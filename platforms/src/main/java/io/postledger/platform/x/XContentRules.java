package io.postledger.platform.x;

import com.twitter.twittertext.TwitterTextParseResults;
import io.postledger.api.media.Attachment;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.MediaRule;
import io.postledger.platform.rules.MediaTypes;
import io.postledger.platform.rules.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * X counts weighted characters: Latin and common punctuation 1, most others and any emoji 2, any URL 23; 280 is the most.
 * Counted by X's own library twitter-text with its configuration v3. Media: what X's "Best practices" of media upload and
 * its metadata endpoint say of accounts without a paid plan, as of late 2026; bounds that they only recommend are none here.
 */
public final class XContentRules implements ContentRules {

    /** Weighted characters in one post, for an account without a paid plan. */
    public static final int MAX_WEIGHTED_LENGTH = 280;

    /** UTF-16 units beyond which nothing is counted: a dozen links of 300 characters each are within. */
    private static final int COUNTED_LENGTH = 4096;

    /**
     * More labels than any host name has, in a row. The library's pattern for URLs takes time that grows with the square of
     * their number (measured: 9 s for 1,000), so such a text is counted by characters once it is too long for them.
     */
    private static final Pattern NO_HOST_NAME = Pattern.compile("(?:[^\\s./?#]{1,63}\\.){40}");

    private static final int MAX_PICTURES = 4;
    private static final int MAX_ALT_TEXT = 1_000;
    private static final MediaRule PICTURE =
            MediaRule.of("X", Set.of(MediaTypes.JPEG, MediaTypes.PNG, MediaTypes.WEBP, MediaTypes.GIF), 5L << 20);
    private static final MediaRule GIF = MediaRule.of("X", Set.of(MediaTypes.GIF), 15L << 20);
    private static final MediaRule VIDEO = MediaRule.of("X", Set.of(MediaTypes.MP4, MediaTypes.QUICKTIME), 8L << 30)
            .withWidth(32, 0)
            .withRatio(1 / 3.0, 3)
            .withDuration(Duration.ofMillis(500), Duration.ofMinutes(20));

    @Override
    public List<Violation> validate(Content content) {
        List<Violation> found = new ArrayList<>(validateText(content));
        found.addAll(validateMedia(content.media()));
        return found;
    }

    private static List<Violation> validateMedia(List<Attachment> media) {
        List<Violation> found = new ArrayList<>();
        if (media.size() > MAX_PICTURES) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_MANY,
                    "There are " + media.size() + " files; X takes " + MAX_PICTURES + ".",
                    MAX_PICTURES,
                    media.size()));
        }
        if (media.size() > 1 && media.stream().anyMatch(XContentRules::standsAlone)) {
            found.add(new Violation(
                    Violation.MEDIA_MIX_NOT_ACCEPTED, "X takes up to 4 pictures, or 1 GIF, or 1 video.", 0, 0));
        }
        for (Attachment each : media) {
            found.addAll(ruleOf(each).check(each));
            checkAltText(each, found);
        }
        return found;
    }

    private static void checkAltText(Attachment media, List<Violation> found) {
        int length = XUpload.isDescribed(media)
                ? media.altText().codePointCount(0, media.altText().length())
                : 0;
        if (length > MAX_ALT_TEXT) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The alternative text has " + length + " characters; X takes " + MAX_ALT_TEXT + ".",
                    MAX_ALT_TEXT,
                    length));
        }
    }

    private static boolean standsAlone(Attachment media) {
        return MediaTypes.isVideo(media) || media.contentType().equals(MediaTypes.GIF);
    }

    private static MediaRule ruleOf(Attachment media) {
        if (MediaTypes.isVideo(media)) {
            return VIDEO;
        }
        return media.contentType().equals(MediaTypes.GIF) ? GIF : PICTURE;
    }

    private static List<Violation> validateText(Content content) {
        String text = content.text();
        if (text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return content.media().isEmpty()
                    ? List.of(new Violation(Violation.CONTENT_EMPTY, "A post on X needs text or media.", 1, 0))
                    : List.of();
        }
        int characters = text.codePointCount(0, text.length());
        boolean countable = characters <= MAX_WEIGHTED_LENGTH
                || text.length() <= COUNTED_LENGTH
                        && !NO_HOST_NAME.matcher(text).find();
        if (!countable) {
            return List.of(tooLong(characters));
        }
        TwitterTextParseResults parsed = XCount.of(text);
        if (parsed.weightedLength > MAX_WEIGHTED_LENGTH) {
            return List.of(tooLong(parsed.weightedLength));
        }
        if (!parsed.isValid) {
            return List.of(new Violation(
                    Violation.CONTENT_INVALID_CHARACTERS, "The text has characters that X does not accept.", 0, 0));
        }
        return List.of();
    }

    private static Violation tooLong(long actual) {
        return new Violation(
                Violation.CONTENT_TOO_LONG,
                "The text has " + actual + " weighted characters; X accepts " + MAX_WEIGHTED_LENGTH + ".",
                MAX_WEIGHTED_LENGTH,
                actual);
    }
}
