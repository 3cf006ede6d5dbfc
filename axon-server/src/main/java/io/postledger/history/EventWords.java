package io.postledger.history;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in a sentence: a template for each stored name, in {@code history-words.properties}. There {@code {field}} is a
 * field's value ({@code {exchange.status}} one within it), {@code {targets#}} how many a list has, and what stands in brackets is left
 * out where a value in it is missing. Values are cut at {@value #LONGEST} characters: the event's own fields have all of them.
 */
public final class EventWords {
    private static final String SOURCE = "/history-words.properties";
    private static final int LONGEST = 120;
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\]]*)]");
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z0-9.]+)(#?)}");

    private final Map<String, String> templates = new HashMap<>();

    public EventWords() {
        Properties lines = new Properties();
        try (Reader file =
                new InputStreamReader(EventWords.class.getResourceAsStream(SOURCE), StandardCharsets.UTF_8)) {
            lines.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.stringPropertyNames().forEach(name -> templates.put(name, lines.getProperty(name)));
    }

    /** The stored names that there are words for. */
    public Set<String> names() {
        return Set.copyOf(templates.keySet());
    }

    /**
     * @param name stored name of an event
     * @param fields the event's own, as JSON has them: texts, numbers, truth values, lists and maps
     */
    public String of(String name, Map<String, Object> fields) {
        String template = templates.getOrDefault(name, name);
        String whole = OPTIONAL.matcher(template)
                .replaceAll(part -> Matcher.quoteReplacement(isComplete(part.group(1), fields) ? part.group(1) : ""));
        return FIELD.matcher(whole)
                .replaceAll(field -> Matcher.quoteReplacement(written(value(field.group(1), fields), field.group(2))));
    }

    private static boolean isComplete(String template, Map<String, Object> fields) {
        return FIELD.matcher(template)
                .results()
                .map(field -> value(field.group(1), fields))
                .noneMatch(value -> value == null || value.equals(""));
    }

    private static @Nullable Object value(String path, Map<String, Object> fields) {
        Object value = fields;
        for (String step : path.split("\\.")) {
            value = value instanceof Map<?, ?> within ? within.get(step) : null;
        }
        return value;
    }

    private static String written(@Nullable Object value, String sign) {
        if (!sign.isEmpty()) {
            return Integer.toString(value instanceof Collection<?> all ? all.size() : 0);
        }
        String text = value == null ? "?" : value.toString();
        if (text.length() <= LONGEST) {
            return text;
        }
        // Not between the two halves of one character.
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
