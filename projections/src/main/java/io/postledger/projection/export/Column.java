package io.postledger.projection.export;

import java.util.List;

/** A column of an export; its values may be null only where it says so. */
public record Column(String name, Kind kind, boolean isNullable) {
    /** Of a collection of documents. */
    public static final List<Column> KEY_AND_DOCUMENT = List.of(of("key", Kind.TEXT), of("document", Kind.JSON));

    /** What a column's values are. */
    public enum Kind {
        /** {@link Long}. */
        LONG,
        /** {@link String}. */
        TEXT,
        /** {@link java.time.Instant}. */
        INSTANT,
        /** {@link String} that holds JSON. */
        JSON
    }

    static Column of(String name, Kind kind) {
        return new Column(name, kind, false);
    }

    static Column nullable(String name, Kind kind) {
        return new Column(name, kind, true);
    }
}
