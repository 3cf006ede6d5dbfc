package io.postledger.platform.rules;

import java.util.Set;

/**
 * One reason why a network would refuse content.
 *
 * @param code stable; the {@code String} constants of this record
 * @param message for people, in English
 * @param limit the bound that was crossed, in the network's own unit; 0 where there is none
 * @param actual what was counted, in the same unit
 */
public record Violation(String code, String message, long limit, long actual) {

    public static final String CONTENT_EMPTY = "CONTENT_EMPTY";
    public static final String CONTENT_TOO_LONG = "CONTENT_TOO_LONG";
    public static final String CONTENT_INVALID_CHARACTERS = "CONTENT_INVALID_CHARACTERS";
    /** More hashtags or mentions than the network takes. */
    public static final String CONTENT_TOO_MANY_TAGS = "CONTENT_TOO_MANY_TAGS";

    public static final String MEDIA_REQUIRED = "MEDIA_REQUIRED";
    public static final String MEDIA_TOO_MANY = "MEDIA_TOO_MANY";
    /** Pictures and videos, or kinds of them, that the network does not take together. */
    public static final String MEDIA_MIX_NOT_ACCEPTED = "MEDIA_MIX_NOT_ACCEPTED";

    public static final String MEDIA_TYPE_NOT_ACCEPTED = "MEDIA_TYPE_NOT_ACCEPTED";
    public static final String MEDIA_TOO_LARGE = "MEDIA_TOO_LARGE";
    public static final String MEDIA_DIMENSIONS_NOT_ACCEPTED = "MEDIA_DIMENSIONS_NOT_ACCEPTED";
    public static final String MEDIA_RATIO_NOT_ACCEPTED = "MEDIA_RATIO_NOT_ACCEPTED";
    public static final String MEDIA_TOO_LONG = "MEDIA_TOO_LONG";
    public static final String MEDIA_TOO_SHORT = "MEDIA_TOO_SHORT";

    public static final String OPTION_REQUIRED = "OPTION_REQUIRED";
    public static final String OPTION_UNKNOWN = "OPTION_UNKNOWN";
    public static final String OPTION_INVALID = "OPTION_INVALID";

    public static final String PLATFORM_NOT_SUPPORTED = "PLATFORM_NOT_SUPPORTED";

    private static final Set<String> MISSING = Set.of(CONTENT_EMPTY, MEDIA_REQUIRED, OPTION_REQUIRED);

    /** Something is only missing yet: a draft may be so, a scheduled post may not. */
    public boolean isIncomplete() {
        return MISSING.contains(code);
    }
}
