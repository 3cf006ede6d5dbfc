package io.postledger.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads instants as they are written here, {@code 2026-11-23T09:32:11.295Z}: the general parser took a quarter of a projection's
 * time. Whatever else has the form of an instant is left to that one.
 */
public final class StoredInstants extends StdDeserializer<Instant> {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int DAY_SECONDS = 86_400;

    StoredInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        String text = json.getString();
        try {
            return of(text);
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an instant");
        }
    }

    /** @throws DateTimeException for what is no instant */
    public static Instant of(String text) {
        Instant stored = parse(text);
        return stored == null ? Instant.parse(text) : stored;
    }

    /** Null for another form. */
    private static @Nullable Instant parse(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z' || !hasForm(text)) {
            return null;
        }
        int nanos = 0;
        if (end > FORM.length()) {
            int digits = end - FORM.length() - 1;
            if (text.charAt(FORM.length()) != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
                return null;
            }
            for (int i = 0; i < MOST_FRACTION_DIGITS; i++) {
                int digit = i < digits ? text.charAt(FORM.length() + 1 + i) - '0' : 0;
                if (digit < 0 || digit > 9) {
                    return null;
                }
                nanos = nanos * 10 + digit;
            }
        }
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                .toEpochDay();
        return Instant.ofEpochSecond(day * DAY_SECONDS + hour * 3_600L + minute * 60L + second, nanos);
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
