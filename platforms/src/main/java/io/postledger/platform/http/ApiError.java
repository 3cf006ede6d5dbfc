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
            titleOrNull = titleOrNull.substring(0, MAX_TITLE);
        }
    }
}
