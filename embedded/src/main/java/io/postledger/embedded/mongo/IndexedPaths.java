package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keys under which an index on some paths has a document: one for each combination of its arrays' elements. */
final class IndexedPaths {

    private final List<String> fields;
    private final List<String[]> paths;
    /** Where the id is the last field already, it is not written twice. */
    private final boolean endsInId;

    IndexedPaths(List<String> declared) {
        endsInId = declared.get(declared.size() - 1).equals(QueryPlan.ID);
        fields = new ArrayList<>(declared);
        if (!declared.contains(QueryPlan.ID)) {
            fields.add(QueryPlan.ID);
        }
        paths = declared.stream().map(field -> field.split("\\.")).toList();
    }

    /** The paths and, as the last unless it is among them, the id. */
    List<String> fields() {
        return fields;
    }

    /**
     * A document's keys.
     *
     * @param arrays how many of the paths lead to, or through, an array
     */
    record Keys(List<Key> keys, int arrays, byte[] id, boolean endsInId) {

        /** Whether the document has none of the paths. */
        boolean isEmpty() {
            return keys.stream().allMatch(key -> key.values().stream().allMatch(value -> value instanceof Missing));
        }

        /** As they are stored: with the id at their end, and where it begins. */
        SortedMap<byte[], Long> entries() {
            SortedMap<byte[], Long> entries = new TreeMap<>(Arrays::compareUnsigned);
            for (Key key : keys) {
                byte[] prefix = key.prefix();
                byte[] stored = prefix;
                if (!endsInId) {
                    stored = Arrays.copyOf(prefix, prefix.length + id.length);
                    System.arraycopy(id, 0, stored, prefix.length, id.length);
                }
                entries.put(stored, (long) stored.length - id.length);
            }
            return entries;
        }
    }

    record Key(List<Object> values) {

        byte[] prefix() {
            ByteArrayOutputStream prefix = new ByteArrayOutputStream();
            values.forEach(value -> KeyBytes.append(value, prefix));
            return prefix.toByteArray();
        }

        /** For messages, which have no word for what is missing. */
        KeyValue readable() {
            return new KeyValue(values.stream()
                    .map(value -> value instanceof Missing ? null : value)
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    Keys of(Document document) {
        List<Key> keys = List.of(new Key(List.of()));
        int arrays = 0;
        for (String[] path : paths) {
            List<Object> values = new ArrayList<>();
            if (collect(document, path, 0, values)) {
                arrays++;
            }
            List<Key> longer = new ArrayList<>();
            for (Key key : keys) {
                values.forEach(value -> longer.add(with(key, value)));
            }
            keys = longer;
        }
        return new Keys(keys, arrays, IdIndex.position(document).key(), endsInId);
    }

    private static Key with(Key key, Object value) {
        List<Object> values = new ArrayList<>(key.values());
        values.add(value);
        return new Key(values);
    }

    /** Answers whether there was an array. One without elements stands as if missing: the document must stand somewhere. */
    private static boolean collect(Object value, String[] path, int depth, List<Object> values) {
        if (value instanceof Collection<?>) {
            Collection<?> elements = (Collection<?>) value;
            if (elements.isEmpty()) {
                values.add(Missing.getInstance());
            }
            for (Object element : elements) {
                if (depth == path.length) {
                    values.add(element);
                } else if (element instanceof Document) {
                    collect(((Document) element).getOrMissing(path[depth]), path, depth + 1, values);
                } else {
                    values.add(Missing.getInstance());
                }
            }
            return true;
        }
        if (depth == path.length) {
            values.add(value);
            return false;
        }
        if (value instanceof Document) {
            return collect(((Document) value).getOrMissing(path[depth]), path, depth + 1, values);
        }
        values.add(Missing.getInstance());
        return false;
    }
}
