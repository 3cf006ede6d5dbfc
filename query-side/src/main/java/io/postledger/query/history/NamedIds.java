package io.postledger.query.history;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ids that stand anywhere in an event's fields. */
final class NamedIds {
    private static final Pattern ID = Pattern.compile("[a-z]{2,5}_[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final int LONGEST = 5 + 1 + 26;

    /** Of each record, what may have an id in it: most of the fields of a reading are counters. */
    private static final ClassValue<List<RecordComponent>> FIELDS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .filter(field -> mayHaveIds(field.getType()))
                    .toList();
        }
    };

    private NamedIds() {}

    static Set<String> in(Object event) {
        Set<String> found = new TreeSet<>();
        collect(event, found);
        return found;
    }

    private static boolean mayHaveIds(Class<?> type) {
        return type == String.class
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || type.isRecord() && !FIELDS.get(type).isEmpty();
    }

    private static void collect(@Nullable Object value, Set<String> found) {
        if (value instanceof String text) {
            if (text.length() <= LONGEST && ID.matcher(text).matches()) {
                found.add(text);
            }
        } else if (value instanceof Record fields) {
            FIELDS.get(fields.getClass()).forEach(field -> collect(read(field, fields), found));
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, found));
        } else if (value instanceof Map<?, ?> entries) {
            collect(entries.keySet(), found);
            collect(entries.values(), found);
        }
    }

    private static @Nullable Object read(RecordComponent field, Record fields) {
        try {
            return field.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Events are public records: " + fields.getClass(), e);
        }
    }
}
