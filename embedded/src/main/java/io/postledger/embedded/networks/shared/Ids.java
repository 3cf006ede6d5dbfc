package io.postledger.embedded.networks.shared;

import java.time.Clock;
import java.util.Map;

/**
 * The numbers that a network's ids are made from: they grow, and none comes twice. Milliseconds since an epoch and 22 bits
 * more, 19 digits in all.
 */
public final class Ids {

    private static final long EPOCH_MS = 1_288_834_974_657L;

    private final Clock clock;
    private final Form form;
    private long last;

    /** How a network writes its ids. */
    public interface Form {

        /** Digits for everything. */
        Form DECIMAL = new Form() {};

        default String account(long number) {
            return Long.toString(number);
        }

        /** Where it depends on what only this network's accounts have. */
        default String account(long number, Map<String, String> fields) {
            return account(number);
        }

        default String post(long number, Account author) {
            return Long.toString(number);
        }

        default String media(long number, Account owner) {
            return Long.toString(number);
        }
    }

    Ids(Clock clock, Form form) {
        this.clock = clock;
        this.form = form;
    }

    public synchronized long next() {
        last = Math.max(last + 1, clock.millis() - EPOCH_MS << 22);
        return last;
    }

    Form form() {
        return form;
    }

    /** Taken by what happened before this process began. */
    public synchronized void taken(long number) {
        last = Math.max(last, number);
    }
}
