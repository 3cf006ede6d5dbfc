package io.postledger.platform.x;

import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import io.postledger.api.account.Platform;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.Violation;
import java.util.List;

/**
 * X counts weighted characters: Latin and common punctuation 1, most others and any emoji 2, any URL 23; 280 is the most.
 * Counted by X's own library twitter-text with its configuration v3.
 */
public final class XContentRules implements ContentRules {

    /** Weighted characters in one post, for an account without a paid plan. */
    public static final int MAX_WEIGHTED_LENGTH = 280;

    /** Past this no text weighs 280 or less: at best it is URLs, of 4,096 characters at most, that weigh 23 each. */
    private static final int NEVER_FITS = 64 * 1024;

    @Override
    public Platform platform() {
        return Platform.X;
    }

    @Override
    public List<Violation> validate(Content content) {
        String text = content.text();
        if (text.isBlank()) {
            return List.of(new Violation(Violation.CONTENT_EMPTY, "A post on X needs text.", 1, 0));
        }
        if (text.length() > NEVER_FITS) {
            return List.of(tooLong(text.codePointCount(0, text.length())));
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
