package io.postledger.projection.mongo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** A document as text that is the same for equal content: fields sorted at every depth, as MongoDB's extended JSON. */
final class CanonicalJson {
    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private CanonicalJson() {}

    /** With the type of every value. */
    static String of(Document document) {
        return sorted(document).toJson(CANONICAL);
    }

    /** For readers: numbers and times as JSON has them. */
    static String relaxed(Document document) {
        return sorted(document).toJson(RELAXED);
    }

    private static Document sorted(Map<?, ?> fields) {
        Document sorted = new Document();
        new TreeMap<Object, Object>(fields).forEach((name, value) -> sorted.put((String) name, canonical(value)));
        return sorted;
    }

    private static Object canonical(Object value) {
        if (value instanceof Map<?, ?> fields) {
            return sorted(fields);
        }
        return value instanceof List<?> values
                ? values.stream().map(CanonicalJson::canonical).toList()
                : value;
    }
}
