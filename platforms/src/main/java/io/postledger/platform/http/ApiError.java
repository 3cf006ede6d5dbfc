package io.postledger.platform.http;

/**
 * The error that an answer describes.
 *
 * @param codeOrNull the network's machine-readable error
 * @param titleOrNull the network's own words, at most {@value #MAX_TITLE} characters
 */
public record ApiError(String codeOrNull, String titleOrNull) {

    public static final ApiError NONE = new ApiError(null, null);

    private static final int MAX_TITLE = 300;

    public ApiError {
        if (titleOrNull != null && titleOrNull.length() > MAX_TITLE) {
            // Never in the middle of a character that takes two.
            titleOrNull = titleOrNull.substring(
                    0, Character.isHighSurrogate(titleOrNull.charAt(MAX_TITLE - 1)) ? MAX_TITLE - 1 : MAX_TITLE);
        }
    }
}
