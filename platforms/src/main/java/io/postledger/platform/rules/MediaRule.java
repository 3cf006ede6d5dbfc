package io.postledger.platform.rules;

import io.postledger.api.media.Attachment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a network takes of one kind of media. A bound of 0 (or {@link Duration#ZERO}) is none. What the bytes did not tell
 * (a width, a duration) breaks no bound.
 *
 * @param contentTypes media types that it takes
 * @param maxBytes of one file
 * @param minRatio and {@code maxRatio}: width by height
 * @param minWidth and {@code maxWidth}: in pixels
 */
public record MediaRule(
        String network,
        Set<String> contentTypes,
        long maxBytes,
        double minRatio,
        double maxRatio,
        int minWidth,
        int maxWidth,
        Duration minDuration,
        Duration maxDuration) {

    public MediaRule {
        contentTypes = Set.copyOf(contentTypes);
    }

    /** Only type and size are bounded. */
    public static MediaRule of(String network, Set<String> contentTypes, long maxBytes) {
        return new MediaRule(network, contentTypes, maxBytes, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
    }

    public MediaRule withRatio(double min, double max) {
        return new MediaRule(network, contentTypes, maxBytes, min, max, minWidth, maxWidth, minDuration, maxDuration);
    }

    public MediaRule withWidth(int min, int max) {
        return new MediaRule(network, contentTypes, maxBytes, minRatio, maxRatio, min, max, minDuration, maxDuration);
    }

    public MediaRule withDuration(Duration min, Duration max) {
        return new MediaRule(network, contentTypes, maxBytes, minRatio, maxRatio, minWidth, maxWidth, min, max);
    }

    /** Everything about it that the network would refuse. */
    public List<Violation> check(Attachment media) {
        List<Violation> found = new ArrayList<>();
        if (!contentTypes.contains(media.contentType())) {
            found.add(new Violation(
                    Violation.MEDIA_TYPE_NOT_ACCEPTED,
                    network + " does not take " + media.contentType() + " here; it takes "
                            + String.join(", ", contentTypes.stream().sorted().toList()) + ".",
                    0,
                    0));
            return found;
        }
        if (maxBytes > 0 && media.bytes() > maxBytes) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_LARGE,
                    "The file has " + media.bytes() + " bytes; " + network + " takes " + maxBytes + ".",
                    maxBytes,
                    media.bytes()));
        }
        if (media.width() != null) {
            checkWidth(media.width(), found);
            if (media.height() != null && media.height() > 0) {
                checkRatio((double) media.width() / media.height(), found);
            }
        }
        if (media.durationMillis() != null) {
            checkDuration(media.durationMillis(), found);
        }
        return found;
    }

    private void checkWidth(int width, List<Violation> found) {
        boolean narrow = minWidth > 0 && width < minWidth;
        if (narrow || maxWidth > 0 && width > maxWidth) {
            int bound = narrow ? minWidth : maxWidth;
            found.add(new Violation(
                    Violation.MEDIA_DIMENSIONS_NOT_ACCEPTED,
                    "It is " + width + " pixels wide; " + network + (narrow ? " asks for at least " : " takes at most ")
                            + bound + ".",
                    bound,
                    width));
        }
    }

    /** Told in thousandths, as {@link Violation} has whole numbers. */
    private void checkRatio(double ratio, List<Violation> found) {
        // A pixel of rounding is no reason to refuse.
        boolean tall = minRatio > 0 && ratio < minRatio * 0.995;
        if (tall || maxRatio > 0 && ratio > maxRatio * 1.005) {
            double bound = tall ? minRatio : maxRatio;
            found.add(new Violation(
                    Violation.MEDIA_RATIO_NOT_ACCEPTED,
                    "Its width is %.3f of its height; %s takes %s %.3f."
                            .formatted(ratio, network, tall ? "at least" : "at most", bound),
                    Math.round(bound * 1_000),
                    Math.round(ratio * 1_000)));
        }
    }

    private void checkDuration(long millis, List<Violation> found) {
        if (maxDuration.toMillis() > 0 && millis > maxDuration.toMillis()) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_LONG,
                    "It runs " + millis + " ms; " + network + " takes at most " + maxDuration.toMillis() + ".",
                    maxDuration.toMillis(),
                    millis));
        } else if (millis < minDuration.toMillis()) {
            found.add(new Violation(
                    Violation.MEDIA_TOO_SHORT,
                    "It runs " + millis + " ms; " + network + " asks for at least " + minDuration.toMillis() + ".",
                    minDuration.toMillis(),
                    millis));
        }
    }
}
