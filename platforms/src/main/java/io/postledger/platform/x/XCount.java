package io.postledger.platform.x;

import com.twitter.twittertext.TwitterTextConfiguration;
import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;

/**
 * Counts a text as X does. The library's search for emoji takes six times as long as all the rest (measured: 4.4 ms of
 * 5.1 ms, for 80 characters with a link), so it is left out where there can be none.
 */
final class XCount {

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

    private XCount() {}

    static TwitterTextParseResults of(String text) {
        boolean plain = text.chars().allMatch(XCount::isNoPartOfEmoji);
        return TwitterTextParser.parseTweet(text, plain ? WITHOUT_EMOJI : USUAL);
    }

    /** Of scripts and punctuation that emoji are not among; what is not here may yet be none. */
    private static boolean isNoPartOfEmoji(int c) {
        boolean scriptsAndQuotes = c < 0x203C && c != '\u00A9' && c != '\u00AE' && c != '\u200D';
        boolean kana = c >= 0x3040 && c < 0x3130;
        boolean han = c >= 0x3400 && c < 0xA000;
        boolean hangul = c >= 0xAC00 && c < 0xD7A4;
        return scriptsAndQuotes || kana || han || hangul;
    }
}
