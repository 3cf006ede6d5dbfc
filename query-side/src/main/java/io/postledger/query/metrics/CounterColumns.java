package io.postledger.query.metrics;

import com.clickhouse.client.api.query.GenericRecord;
import io.postledger.api.metrics.Counters;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The counters as columns, in the order in which the tables' tuples hold them. */
final class CounterColumns {
    private static final List<String> NAMES =
            List.of("impressions", "likes", "comments", "shares", "saves", "clicks", "video_views");

    private CounterColumns() {}

    /** {@code expression(n) AS name} for each counter, {@code n} counting from 1 as ClickHouse does. */
    static String select(IntFunction<String> expression) {
        return each(n -> expression.apply(n) + " AS " + name(n));
    }

    /** The expression for each counter, with commas between. */
    static String each(IntFunction<String> expression) {
        return IntStream.rangeClosed(1, NAMES.size()).mapToObj(expression).collect(Collectors.joining(", "));
    }

    static String name(int n) {
        return NAMES.get(n - 1);
    }

    static Counters read(GenericRecord row) {
        return new Counters(
                value(row, 1),
                value(row, 2),
                value(row, 3),
                value(row, 4),
                value(row, 5),
                value(row, 6),
                value(row, 7));
    }

    private static @Nullable Long value(GenericRecord row, int n) {
        return row.hasValue(name(n)) ? (Long) row.getLong(name(n)) : null;
    }
}
