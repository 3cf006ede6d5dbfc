package io.postledger.embedded.networks;

import java.time.Duration;

/**
 * What a fault does to a call that goes through.
 *
 * @param hiddenFor how long look-ups shall not show what the call creates
 * @param mediaSlowedBy how much longer the processing of media takes that the call begins
 * @param mediaFails whether that processing fails
 */
public record Conditions(Duration hiddenFor, Duration mediaSlowedBy, boolean mediaFails) {

    public static final Conditions NORMAL = new Conditions(Duration.ZERO, Duration.ZERO, false);

    static Conditions of(Fault fault) {
        Duration delay = Duration.ofMillis(fault.delayMs());
        return switch (fault.kind()) {
            case DELAYED_VISIBILITY -> new Conditions(delay, Duration.ZERO, false);
            case MEDIA_SLOW -> new Conditions(Duration.ZERO, delay, false);
            case MEDIA_FAILS -> new Conditions(Duration.ZERO, Duration.ZERO, true);
            default -> NORMAL;
        };
    }
}
