package io.postledger.projection;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many letters are kept before a projection stands still.
 *
 * @param most of one generation
 * @param ofSequence of one sequence of events in it
 */
record LetterLimits(
        @DefaultValue("10000") int most,
        @DefaultValue("1000") int ofSequence) {
    LetterLimits {
        if (most < 1 || ofSequence < 1) {
            throw new IllegalArgumentException("postledger.letters.most and of-sequence are 1 or more");
        }
    }
}
