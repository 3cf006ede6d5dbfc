package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * A value as bytes that compare, unsigned and one by one, as MongoDB compares the values: by type first, numbers of all
 * types with each other, strings by their UTF-8. No value's bytes are the beginning of another's, so that a compound key
 * is simply one after the other. Null and missing are one.
 *
 * <p>Source of the order: MongoDB's manual, "Comparison/Sort Order"; the idea is that of MongoDB's own KeyString.
 */
final class KeyBytes {

    /** The first byte of each value; the gaps leave room, and zero ends arrays and documents. */
    private static final int MIN_KEY = 0x0a;

    private static final int NULL = 0x14;
    private static final int NUMBER = 0x1e;
    private static final int STRING = 0x3c;
    private static final int DOCUMENT = 0x46;
    private static final int ARRAY = 0x50;
    private static final int BINARY = 0x5a;
    private static final int OBJECT_ID = 0x64;
    private static final int BOOLEAN = 0x6e;
    private static final int DATE = 0x78;
    private static final int TIMESTAMP = 0x82;
    private static final int REGULAR_EXPRESSION = 0x8c;
    private static final int JAVASCRIPT = 0x96;
    private static final int MAX_KEY = 0xf0;

    private static final int NAN = 0;
    private static final int NEGATIVE = 1;
    private static final int POSITIVE = 2;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private static final int GENERIC = 0;
    private static final int UUID_LEGACY = 3;
    private static final int UUID_STANDARD = 4;

    private KeyBytes() {}

    static byte[] of(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        append(value, out);
        return out.toByteArray();
    }

    /** The least bytes above everything that begins with these. */
    static byte[] after(byte[] prefix) {
        // No value ends in 0xff alone: its first byte is a type's.
        int last = prefix.length - 1;
        while (prefix[last] == (byte) 0xff) {
            last--;
        }
        byte[] after = Arrays.copyOf(prefix, last + 1);
        after[last]++;
        return after;
    }

    static void append(Object value, ByteArrayOutputStream out) {
        int type = typeOf(value);
        out.write(type);
        switch (type) {
            case NUMBER -> number((Number) value, out);
            case STRING -> text((String) value, out);
            case DOCUMENT -> document((Map<?, ?>) value, out);
            case ARRAY -> {
                ((Collection<?>) value).forEach(element -> append(element, out));
                out.write(0);
            }
            case BINARY -> binary(value, out);
            case OBJECT_ID -> out.writeBytes(((ObjectId) value).toByteArray());
            case BOOLEAN -> out.write((Boolean) value ? 1 : 0);
            case DATE -> out.writeBytes(bytes(((Instant) value).toEpochMilli() ^ Long.MIN_VALUE));
            case TIMESTAMP -> out.writeBytes(bytes(((BsonTimestamp) value).getValue()));
            case REGULAR_EXPRESSION -> {
                text(((BsonRegularExpression) value).getPattern(), out);
                String options = ((BsonRegularExpression) value).getOptions();
                text(options == null ? "" : options, out);
            }
            case JAVASCRIPT -> text(((BsonJavaScript) value).getCode(), out);
            default -> {} // the type says it all
        }
    }

    private static int typeOf(Object value) {
        if (Missing.isNullOrMissing(value)) {
            return NULL;
        } else if (value instanceof String) {
            return STRING;
        } else if (value instanceof Number) {
            return NUMBER;
        } else if (value instanceof Map) {
            return DOCUMENT;
        } else if (value instanceof Collection) {
            return ARRAY;
        } else if (value instanceof BinData || value instanceof UUID || value instanceof LegacyUUID) {
            return BINARY;
        } else if (value instanceof ObjectId) {
            return OBJECT_ID;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof Instant) {
            return DATE;
        } else if (value instanceof BsonTimestamp) {
            return TIMESTAMP;
        } else if (value instanceof BsonRegularExpression) {
            return REGULAR_EXPRESSION;
        } else if (value instanceof BsonJavaScript) {
            return JAVASCRIPT;
        } else if (value instanceof MinKey) {
            return MIN_KEY;
        } else if (value instanceof MaxKey) {
            return MAX_KEY;
        }
        throw new IllegalArgumentException("No order is known for a " + value.getClass());
    }

    /** Field by field: its type, its name, its value. */
    private static void document(Map<?, ?> document, ByteArrayOutputStream out) {
        document.forEach((name, value) -> {
            out.write(typeOf(value));
            out.writeBytes(name.toString().getBytes(StandardCharsets.UTF_8));
            out.write(0);
            append(value, out);
        });
        out.write(0);
    }

    /** A zero within is followed by 0xff, and two end the text. */
    private static void text(String text, ByteArrayOutputStream out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (text.indexOf(0) < 0) {
            out.writeBytes(utf8);
        } else {
            for (byte b : utf8) {
                out.write(b);
                if (b == 0) {
                    out.write(0xff);
                }
            }
        }
        out.write(0);
        out.write(0);
    }

    /** By length, then by subtype, then by content. */
    private static void binary(Object value, ByteArrayOutputStream out) {
        byte[] data;
        int subtype;
        if (value instanceof BinData) {
            data = ((BinData) value).getData();
            subtype = GENERIC;
        } else {
            boolean legacy = value instanceof LegacyUUID;
            UUID uuid = legacy ? ((LegacyUUID) value).getUuid() : (UUID) value;
            data = ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
            subtype = legacy ? UUID_LEGACY : UUID_STANDARD;
        }
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(subtype);
        out.writeBytes(data);
    }

    /**
     * The sign; the magnitude as the greatest double that is not above it; what is left of it, which a double never has, a
     * large long may and a decimal often does, in decimal digits. All but the sign is inverted for negative numbers.
     */
    private static void number(Number value, ByteArrayOutputStream out) {
        double nearest = value instanceof Decimal128 ? decimal(value.toString()) : value.doubleValue();
        if (Double.isNaN(nearest)) {
            out.write(NAN);
            return;
        }
        boolean exact = value instanceof Integer
                || value instanceof Double
                || value instanceof Long
                        && Math.abs(value.longValue()) <= EXACT_IN_DOUBLE
                        && value.longValue() != Long.MIN_VALUE
                || value instanceof Decimal128 && value.toString().contains("Infinity");
        ByteArrayOutputStream magnitude = new ByteArrayOutputStream();
        boolean negative = exact ? nearest < 0 : exactly(value).signum() < 0;
        if (exact) {
            magnitude.writeBytes(bytes(Double.doubleToLongBits(Math.abs(nearest))));
            digits(BigDecimal.ZERO, magnitude);
        } else {
            BigDecimal absolute = exactly(value).abs();
            double floor = Math.min(Math.abs(nearest), Double.MAX_VALUE);
            if (new BigDecimal(floor).compareTo(absolute) > 0) {
                floor = Math.nextDown(floor);
            }
            magnitude.writeBytes(bytes(Double.doubleToLongBits(floor)));
            digits(absolute.subtract(new BigDecimal(floor)), magnitude);
        }
        out.write(negative ? NEGATIVE : POSITIVE);
        byte[] bytes = magnitude.toByteArray();
        for (byte b : bytes) {
            out.write(negative ? ~b : b);
        }
    }

    private static double decimal(String text) {
        return text.contains("NaN") ? Double.NaN : Double.parseDouble(text);
    }

    private static BigDecimal exactly(Number value) {
        return value instanceof Decimal128
                ? ((Decimal128) value).toBigDecimal()
                : BigDecimal.valueOf(value.longValue());
    }

    /** How many digits before the point, those, and those behind it. */
    private static void digits(BigDecimal rest, ByteArrayOutputStream out) {
        if (rest.signum() == 0) {
            out.write(0);
            out.write(0);
        } else {
            String plain = rest.stripTrailingZeros().toPlainString();
            int point = plain.indexOf('.');
            String whole = point < 0 ? plain : plain.substring(0, point);
            if (whole.equals("0")) {
                whole = "";
            }
            out.write(whole.length() >> 8);
            out.write(whole.length());
            out.writeBytes(whole.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes((point < 0 ? "" : plain.substring(point + 1)).getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
