package io.postledger.command.history;

import io.postledger.api.history.HistoricState;
import io.postledger.api.history.HistoricState.RenderedContent;
import io.postledger.api.history.StateDifference.Change;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Finds what is not the same in two states, value by value. */
final class Differences {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder().build();

    List<Change> between(HistoricState from, HistoricState to) {
        Map<String, Object> before = values(from);
        Map<String, Object> after = values(to);
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .map(path -> new Change(path, before.get(path), after.get(path)))
                .toList();
    }

    /** Every value that is no object or list, by its path. Contents are found by account, in whatever order they are. */
    private Map<String, Object> values(HistoricState state) {
        Map<String, Object> values = new TreeMap<>();
        put(values, "/state", state.state());
        put(
                values,
                "/contents",
                state.contents().stream()
                        .collect(Collectors.toMap(
                                RenderedContent::accountId, content -> json.convertValue(content, FIELDS))));
        return values;
    }

    private static void put(Map<String, Object> values, String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> put(values, path + "/" + escaped(name.toString()), field));
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                put(values, path + "/" + i, items.get(i));
            }
        } else if (value != null) {
            values.put(path, value);
        }
    }

    /** RFC 6901. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
