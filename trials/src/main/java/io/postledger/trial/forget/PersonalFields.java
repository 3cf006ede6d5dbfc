package io.postledger.trial.forget;

import io.postledger.api.EventCatalogue;
import io.postledger.api.privacy.PersonalData;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The personal fields of the product's events, each by the record that declares it: {@code PostDrafted.text}. */
final class PersonalFields {
    private PersonalFields() {}

    /** Every one that any event can have. */
    static Set<String> all() {
        Set<String> fields = new TreeSet<>();
        new EventCatalogue().all().forEach(event -> walk(event.type(), fields));
        return fields;
    }

    private static void walk(Class<?> type, Set<String> fields) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(PersonalData.class)) {
                fields.add(name(component));
            } else {
                Class<?> within = within(component);
                if (within.isRecord()) {
                    walk(within, fields);
                }
            }
        }
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + '.' + component.getName();
    }

    /** What a list is of; else the type itself. */
    private static Class<?> within(RecordComponent component) {
        return component.getType() == List.class
                        && component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> item
                ? item
                : component.getType();
    }

    /** Tells every personal text of an event, with its field. */
    static void read(Object record, BiConsumer<String, String> reader) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            if (component.isAnnotationPresent(PersonalData.class)) {
                Collection<?> texts =
                        value instanceof Map<?, ?> map ? map.values() : value == null ? List.of() : List.of(value);
                texts.forEach(text -> reader.accept(name(component), (String) text));
            } else if (value instanceof List<?> list) {
                list.stream().filter(Record.class::isInstance).forEach(item -> read(item, reader));
            } else if (value instanceof Record inner) {
                read(inner, reader);
            }
        }
    }

    private static Object value(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass().getName() + " cannot be read", e);
        }
    }
}
