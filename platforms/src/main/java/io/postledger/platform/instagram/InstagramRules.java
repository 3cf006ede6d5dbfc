package io.postledger.platform.instagram;

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
 * What Instagram takes: one picture, one video (a reel), or a carousel of two to ten of both. Captions are counted in UTF-16
 * units, which are never fewer than what its "2,200 characters" can mean.
 *
 * @see <a href="https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media">Meta</a>
 */
final class InstagramRules implements ContentRules {

    static final int MAX_CAPTION = 2_200;
    static final int MAX_HASHTAGS = 30;
    static final int MAX_MENTIONS = 20;
    static final int MAX_ITEMS = 10;

    private static final String NETWORK = "Instagram";
    private static final long MEGABYTE = 1024 * 1024;
    private static final Set<String> VIDEOS = Set.of(MediaTypes.MP4, MediaTypes.QUICKTIME);

    private static final MediaRule PICTURE =
            MediaRule.of(NETWORK, Set.of(MediaTypes.JPEG), 8 * MEGABYTE).withRatio(0.8, 1.91);
    private static final MediaRule REEL = MediaRule.of(NETWORK, VIDEOS, 300 * MEGABYTE)
            .withRatio(0.01, 10)
            .withWidth(0, 1_920)
            .withDuration(Duration.ofSeconds(3), Duration.ofMinutes(15));
    private static final MediaRule ITEM = MediaRule.of(NETWORK, VIDEOS, 100 * MEGABYTE)
            .withWidth(0, 1_920)
            .withDuration(Duration.ofSeconds(3), Duration.ofSeconds(60));

    private static final Pattern HASHTAG = Pattern.compile("(?U)(?<![\\w&/])#\\w*\\p{L}\\w*");
    private static final Pattern MENTION = Pattern.compile("(?<![\\w.])@[A-Za-z0-9_.]+");

    @Override
    public List<Violation> validate(Content content) {
        List<Violation> found = new ArrayList<>();
        checkCaption(content.text(), found);
        int items = content.media().size();
        if (items == 0) {
            found.add(new Violation(Violation.MEDIA_REQUIRED, "A post on Instagram needs a picture or a video.", 1, 0));
        }
        if (items > MAX_ITEMS) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_MANY,
                    "Instagram takes " + MAX_ITEMS + " pictures and videos in a post.",
                    MAX_ITEMS,
                    items));
        }
        for (Attachment media : content.media()) {
            MediaRule video = items == 1 ? REEL : ITEM;
            found.addAll((MediaTypes.isVideo(media) ? video : PICTURE).check(media));
        }
        return found;
    }

    private static void checkCaption(String caption, List<Violation> found) {
        if (caption.length() > MAX_CAPTION) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_LONG,
                    "The caption has " + caption.length() + " characters; Instagram accepts " + MAX_CAPTION + ".",
                    MAX_CAPTION,
                    caption.length()));
        }
        long hashtags = HASHTAG.matcher(caption).results().count();
        if (hashtags > MAX_HASHTAGS) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_MANY_TAGS,
                    "The caption has " + hashtags + " hashtags; Instagram accepts " + MAX_HASHTAGS + ".",
                    MAX_HASHTAGS,
                    hashtags));
        }
        long mentions = MENTION.matcher(caption).results().count();
        if (mentions > MAX_MENTIONS) {
            found.add(new Violation(
                    Violation.CONTENT_TOO_MANY_TAGS,
                    "The caption mentions " + mentions + " accounts; Instagram accepts " + MAX_MENTIONS + ".",
                    MAX_MENTIONS,
                    mentions));
        }
    }
}
