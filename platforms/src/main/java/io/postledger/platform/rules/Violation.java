package io.postledger.platform.rules;

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
    public static final String PLATFORM_NOT_SUPPORTED = "PLATFORM_NOT_SUPPORTED";
}
