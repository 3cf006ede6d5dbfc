package io.postledger.privacy;

import io.postledger.api.privacy.PersonalData;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is personal in a type of record and in the records within it; found out once for each type. */
final class PersonalRecord {
    private static final ClassValue<PersonalRecord> KNOWN = new ClassValue<>() {
        @Override
        protected PersonalRecord computeValue(Class<?> type) {
            return new PersonalRecord(type);
        }
    };

    /** What becomes of personal texts. */
    interface Change {
        /**
         * @param path where it stands: names of components, places in lists and keys of maps, with points between them
         * @return null where there is nothing any more
         */
        @Nullable
        String of(String text, String path, PersonalData mark);

        /** What stands in place of a text that is no more, where there must be one. */
        String instead(PersonalData mark);
    }

    /** What becomes of one component. */
    @FunctionalInterface
    private interface Part {
        @Nullable
        Object change(Object value, String path, Change change);
    }

    private final List<String> names = new ArrayList<>();
    private final List<MethodHandle> accessors = new ArrayList<>();
    /** By component; null where nothing in it is personal. */
    private final List<@Nullable Part> parts = new ArrayList<>();

    private final @Nullable MethodHandle constructor;

    private PersonalRecord(Class<?> type) {
        if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                PersonalData mark = component.getAnnotation(PersonalData.class);
                boolean isRenamed = mark != null && !mark.storedAs().isEmpty();
                names.add(isRenamed ? mark.storedAs() : component.getName());
                accessors.add(accessor(component.getAccessor()));
                parts.add(part(component, mark));
            }
            constructor = constructor(type, components);
        } else {
            constructor = null;
        }
    }

    static PersonalRecord of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static @Nullable Part part(RecordComponent component, @Nullable PersonalData mark) {
        Class<?> type = component.getType();
        if (mark == null) {
            Class<?> within = type == List.class && component.getGenericType() instanceof ParameterizedType list
                    ? list.getActualTypeArguments()[0] instanceof Class<?> item ? item : Object.class
                    : type;
            return !within.isRecord() || !of(within).isPersonal()
                    ? null
                    : type == List.class ? eachOf(within) : of(within)::change;
        }
        if (type == String.class) {
            return (value, path, change) -> {
                String now = change.of((String) value, path, mark);
                return now == null ? change.instead(mark) : now;
            };
        }
        if (type == Map.class) {
            return (value, path, change) -> {
                Map<String, String> changed = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((key, text) -> {
                    String now = change.of((String) text, path + '.' + key, mark);
                    if (now != null) {
                        changed.put((String) key, now);
                    }
                });
                return changed;
            };
        }
        throw new IllegalStateException("Only texts and maps of texts can be personal data, not " + component);
    }

    private static Part eachOf(Class<?> item) {
        PersonalRecord one = of(item);
        return (value, path, change) -> {
            List<Object> changed = new ArrayList<>();
            for (Object each : (List<?>) value) {
                changed.add(one.change(each, path + '.' + changed.size(), change));
            }
            return changed;
        };
    }

    boolean isPersonal() {
        return parts.stream().anyMatch(part -> part != null);
    }

    /** The record with what is personal in it changed. */
    Object change(Object record, String path, Change change) {
        Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = get(record, i);
            Part part = parts.get(i);
            values[i] = part == null || value == null
                    ? value
                    : part.change(value, path.isEmpty() ? names.get(i) : path + '.' + names.get(i), change);
        }
        try {
            return constructor.invokeExact(values);
        } catch (Throwable e) {
            throw new IllegalStateException("A " + record.getClass().getName() + " cannot be made again", e);
        }
    }

    /** The first component, which in events is the id of the aggregate. */
    String owner(Object record) {
        return String.valueOf(get(record, 0));
    }

    boolean has(String component) {
        return names.contains(component);
    }

    /** The component with this name; null where there is none. */
    @Nullable
    Object find(Object record, String component) {
        int index = names.indexOf(component);
        return index < 0 ? null : get(record, index);
    }

    private @Nullable Object get(Object record, int index) {
        try {
            return accessors.get(index).invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalStateException(record.getClass().getName() + " cannot be read", e);
        }
    }

    private static MethodHandle accessor(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
