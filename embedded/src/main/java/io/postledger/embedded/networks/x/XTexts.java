package io.postledger.embedded.networks.x;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextConfiguration;
import com.twitter.twittertext.TwitterTextParser;
import java.util.List;

/** X's own library on texts, spared what it need not search for: emoji take it most of its time. */
final class XTexts {

    private static final Extractor EXTRACTOR = new Extractor();
    private static final TwitterTextConfiguration USUAL = TwitterTextConfiguration.getDefaultConfig();
    private static final TwitterTextConfiguration WITHOUT_EMOJI = new TwitterTextConfiguration.Builder()
            .setVersion(USUAL.getVersion())
            .setMaxWeightedTweetLength(USUAL.getMaxWeightedTweetLength())
            .setScale(USUAL.getScale())
            .setDefaultWeight(USUAL.getDefaultWeight())
            .setEmojiParsingEnabled(false)
            .setTransformedURLLength(USUAL.getTransformedURLLength())
            .setRanges(USUAL.getRanges())
            .build();

    private XTexts() {}

    /** Whether it is short enough, and of characters that X takes. */
    static boolean isValid(String text) {
        // No emoji, nor a part of one, is below: a text of Latin letters has none.
        boolean plain = text.chars().allMatch(c -> c < '\u2000' && c != '\u00A9' && c != '\u00AE');
        return TwitterTextParser.parseTweet(text, plain ? WITHOUT_EMOJI : USUAL).isValid;
    }

    static List<Extractor.Entity> urls(String text) {
        return EXTRACTOR.extractURLsWithIndices(text);
    }
}
