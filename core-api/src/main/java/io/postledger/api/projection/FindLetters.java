package io.postledger.api.projection;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/**
 * The events that a projection has set aside, in all of its generations that are read, built or kept under a name, in the order of
 * the log; answers {@link LetterList}. Rejected: PROJECTION_NOT_FOUND.
 *
 * @param sequence only those of this sequence; null for all
 * @param payload whether to read what the events say: people's words among it
 * @param limit of letters in the answer, from 1 to {@value #MOST}
 */
@Requires(Permission.OPERATE)
public record FindLetters(String projection, @Nullable String sequence, boolean payload, int limit) {
    public static final int MOST = 1_000;
}
