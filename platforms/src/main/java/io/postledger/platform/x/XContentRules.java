package io.postledger.platform.x;

import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.Violation;
import java.util.List;
import java.util.regex.Pattern;

/**
 * X counts weighted characters: Latin and common punctuation 1, most others and any emoji 2, any URL 23; 280 is the most.
 * Counted by X's own library twitter-text with its configuration v3.
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

    @Override
    public List<Violation> validate(Content content) {
        String text = content.text();
        if (text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return List.of(new Violation(Violation.CONTENT_EMPTY, "A post on X needs text.", 1, 0));
        }
        int characters = text.codePointCount(0, text.length());
        boolean countable = characters <= MAX_WEIGHTED_LENGTH
                || text.length() <= COUNTED_LENGTH
                        && !NO_HOST_NAME.matcher(text).find();
        if (!countable) {
            return List.of(tooLong(characters));
        }
        TwitterTextParseResults parsed = TwitterTextParser.parseTweet(text);
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
