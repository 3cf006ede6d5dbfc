package io.postledger.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * One limit of a network, as documented; settings may change the number, and what the network's own answers say wins.
 *
 * @param name unique within the network; {@link RateLimit#name()} of its answers is the same
 * @param limit calls (or units) in a window
 */
public record Budget(String name, Scope scope, long limit, Window window) {

    /** Who shares it. */
    public enum Scope {
        /** All accounts of this installation's application. */
        APP,
        /** One account. */
        ACCOUNT
    }

    /** How its windows follow each other. */
    public sealed interface Window {

        /** The end of the window that this instant is in. */
        Instant endAfter(Instant now);
    }

    /** Windows of a fixed length since the epoch. The network's own may begin elsewhere: its answers tell. */
    public record Every(Duration length) implements Window {
        @Override
        public Instant endAfter(Instant now) {
            long millis = length.toMillis();
            return Instant.ofEpochMilli((now.toEpochMilli() / millis + 1) * millis);
        }
    }

    /** Days of a zone: the window ends at its midnight. */
    public record Daily(ZoneId zone) implements Window {
        @Override
        public Instant endAfter(Instant now) {
            return ZonedDateTime.ofInstant(now, zone)
                    .truncatedTo(ChronoUnit.DAYS)
                    .plusDays(1)
                    .toInstant();
        }
    }

    public static Budget perAccount(String name, long limit, Window window) {
        return new Budget(name, Scope.ACCOUNT, limit, window);
    }

    public static Budget perApp(String name, long limit, Window window) {
        return new Budget(name, Scope.APP, limit, window);
    }
}
