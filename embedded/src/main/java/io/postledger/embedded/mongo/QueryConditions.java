package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a query asks of single fields, as far as an index could answer it: equality with, or order against, plain values,
 * also within {@code $and}. All else is left out. A document that matches the query fulfils each of these.
 */
final class QueryConditions {

    private final Map<String, Collection<?>> equal = new HashMap<>();
    private final Map<String, Bound> lower = new HashMap<>();
    private final Map<String, Bound> upper = new HashMap<>();

    /** @param inclusive whether the value itself is within */
    record Bound(Object value, boolean inclusive) {}

    QueryConditions(Document query) {
        addAll(query);
    }

    /** Values of which the field has one. */
    Optional<Collection<?>> equal(String field) {
        return Optional.ofNullable(equal.get(field));
    }

    Optional<Bound> lower(String field) {
        return Optional.ofNullable(lower.get(field));
    }

    Optional<Bound> upper(String field) {
        return Optional.ofNullable(upper.get(field));
    }

    private void addAll(Document query) {
        query.forEach((key, value) -> {
            if (key.equals("$and") && value instanceof List<?>) {
                for (Object part : (List<?>) value) {
                    if (part instanceof Document) {
                        addAll((Document) part);
                    }
                }
            } else if (!key.startsWith("$")) {
                add(key, value);
            }
        });
    }

    private void add(String field, Object asked) {
        if (isPlain(asked)) {
            equal.merge(field, List.of(asked), QueryConditions::fewer);
        } else if (asked instanceof Document) {
            ((Document) asked).forEach((operator, operand) -> add(field, operator, operand));
        }
    }

    private void add(String field, String operator, Object operand) {
        if (operator.equals("$in")
                && operand instanceof Collection<?>
                && ((Collection<?>) operand).stream().allMatch(QueryConditions::isPlain)) {
            equal.merge(field, (Collection<?>) operand, QueryConditions::fewer);
        } else if (isPlain(operand)) {
            switch (operator) {
                case "$eq" -> equal.merge(field, List.of(operand), QueryConditions::fewer);
                case "$gt" -> lower.putIfAbsent(field, new Bound(operand, false));
                case "$gte" -> lower.putIfAbsent(field, new Bound(operand, true));
                case "$lt" -> upper.putIfAbsent(field, new Bound(operand, false));
                case "$lte" -> upper.putIfAbsent(field, new Bound(operand, true));
                default -> {} // for the matcher alone
            }
        }
    }

    /** Of two conditions on one field each is true of every match: the shorter reads less. */
    private static Collection<?> fewer(Collection<?> one, Collection<?> other) {
        return other.size() < one.size() ? other : one;
    }

    /** Not null, which also means "missing", nor what has parts, of which equality says more than an index does. */
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof ObjectId
                || value instanceof Instant
                || value instanceof UUID
                || value instanceof BinData;
    }
}
