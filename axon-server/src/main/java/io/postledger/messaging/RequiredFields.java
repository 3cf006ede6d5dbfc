package io.postledger.messaging;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses messages in which a field is missing that its record does not declare {@code @Nullable}. */
final class RequiredFields {
    private RequiredFields() {}

    static void check(Object message) {
        for (RecordComponent field : message.getClass().getRecordComponents()) {
            if (!field.getType().isPrimitive()
                    && !field.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && read(field, message) == null) {
                throw new RejectedException(
                        RejectionCode.INVALID_REQUEST,
                        field.getName() + " is needed",
                        Map.of("field", field.getName()));
            }
        }
    }

    static @Nullable Object read(RecordComponent field, Object message) {
        try {
            return field.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Messages are public records: " + message.getClass(), e);
        }
    }
}
