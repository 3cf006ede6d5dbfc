package io.postledger.messaging;

import io.postledger.api.PlainText;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses messages in which any text, however deep, is not a {@link PlainText}. The refusal says where, and never repeats the text. */
final class PlainTexts {
    /** Of each record, what may hold texts. */
    private static final ClassValue<RecordComponent[]> HOLDERS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(field -> mayHoldText(field.getType()))
                    .toArray(RecordComponent[]::new);
        }
    };

    private PlainTexts() {}

    static void check(Object message) {
        String field = otherField((Record) message);
        if (field != null) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    field + " has a control character other than tab and line breaks, or half a character",
                    Map.of("field", field));
        }
    }

    private static boolean mayHoldText(Class<?> type) {
        return !type.isPrimitive()
                && !type.isEnum()
                && type != Boolean.class
                && !Number.class.isAssignableFrom(type)
                && !Temporal.class.isAssignableFrom(type);
    }

    /** @return where within the value, such as {@code media[0].altText}; empty where it is the value itself, null where all is plain */
    private static @Nullable String otherIn(@Nullable Object value) {
        if (value instanceof String text) {
            return PlainText.isPlain(text) ? null : "";
        }
        if (value instanceof Record fields) {
            String other = otherField(fields);
            // An id or a secret is what it holds.
            return other != null && fields.getClass().getRecordComponents().length == 1 ? "" : other;
        }
        if (value instanceof Collection<?> values) {
            int index = 0;
            for (Object one : values) {
                String other = otherIn(one);
                if (other != null) {
                    return "[" + index + "]" + within(other);
                }
                index++;
            }
        }
        if (value instanceof Map<?, ?> values) {
            for (Map.Entry<?, ?> one : values.entrySet()) {
                if (otherIn(one.getKey()) != null) {
                    return "";
                }
                String other = otherIn(one.getValue());
                if (other != null) {
                    return one.getKey() + within(other);
                }
            }
        }
        return null;
    }

    private static @Nullable String otherField(Record fields) {
        for (RecordComponent field : HOLDERS.get(fields.getClass())) {
            String other = otherIn(RequiredFields.read(field, fields));
            if (other != null) {
                return field.getName() + within(other);
            }
        }
        return null;
    }

    private static String within(String path) {
        return path.isEmpty() || path.startsWith("[") ? path : "." + path;
    }
}
