package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Where to read the documents among which a query's matches are: ranges of one index's keys, or of the ids. What is read
 * is always matched against the whole query, so a plan can be slow but never wrong.
 *
 * @param isOrdered whether the ranges, read in this direction, give the documents in the order asked for
 * @param isByIds whether every range is one document, whose id was asked for
 * @param worth the plan with the greatest is the best
 */
record QueryPlan(
        PlannedKeys index, List<KeyRange> ranges, boolean isOrdered, boolean backwards, boolean isByIds, int worth) {

    private static final int MAX_RANGES = 2_000;

    /** More equalities, then a range, then the order; an equality with ids beats all. */
    private static final int EQUALITY = 10;

    private static final int RANGE = 5;
    private static final int ORDER = 3;
    private static final int IDS = 1_000;

    static final String ID = "_id";

    /** The best of the plans that there are. */
    static QueryPlan of(Document query, Document orderBy, Collection<? extends PlannedKeys> indexes) {
        QueryConditions conditions = new QueryConditions(query);
        QueryPlan best = of(PlannedKeys.IDS, conditions, orderBy);
        for (PlannedKeys index : indexes) {
            QueryPlan plan = of(index, conditions, orderBy);
            if (plan.worth > best.worth) {
                best = plan;
            }
        }
        return best;
    }

    private static QueryPlan of(PlannedKeys index, QueryConditions conditions, Document orderBy) {
        List<byte[]> prefixes = List.of(new byte[0]);
        List<String> fields = index.fields();
        int equalities = 0;
        while (equalities < fields.size()) {
            Collection<?> values = conditions.equal(fields.get(equalities)).orElse(null);
            if (values == null || (long) prefixes.size() * values.size() > MAX_RANGES) {
                break;
            }
            prefixes = extended(prefixes, values);
            equalities++;
        }
        String next = equalities < fields.size() ? fields.get(equalities) : null;
        boolean bounded = next != null
                && (conditions.lower(next).isPresent() || conditions.upper(next).isPresent());
        List<KeyRange> ranges = new ArrayList<>();
        for (byte[] prefix : prefixes) {
            ranges.add(bounded ? bounded(prefix, next, index, conditions) : all(prefix));
        }
        int direction = prefixes.size() > 1 ? 0 : direction(orderBy, index, equalities);
        boolean byIds = equalities > 0 && index == PlannedKeys.IDS;
        int worth = equalities * EQUALITY + (bounded ? RANGE : 0) + (direction != 0 ? ORDER : 0) + (byIds ? IDS : 0);
        return new QueryPlan(index, ranges, direction != 0, direction < 0, byIds, worth);
    }

    private static KeyRange all(byte[] prefix) {
        return prefix.length == 0 ? KeyRange.ALL : KeyRange.of(prefix);
    }

    /** Each prefix with each value, ascending and no two alike. */
    private static List<byte[]> extended(List<byte[]> prefixes, Collection<?> values) {
        TreeSet<byte[]> extended = new TreeSet<>(Arrays::compareUnsigned);
        for (byte[] prefix : prefixes) {
            values.forEach(value -> extended.add(extended(prefix, value)));
        }
        return List.copyOf(extended);
    }

    private static byte[] extended(byte[] prefix, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        KeyBytes.append(value, out);
        return out.toByteArray();
    }

    private static KeyRange bounded(byte[] prefix, String field, PlannedKeys index, QueryConditions conditions) {
        QueryConditions.Bound lower = conditions.lower(field).orElse(null);
        QueryConditions.Bound upper = conditions.upper(field).orElse(null);
        if (lower != null && upper != null && index.isMultikey()) {
            // One element of an array may be above the one, and another below the other.
            upper = null;
        }
        // Against a value of one type, only values of that type are more or less.
        byte[] ofType = extended(prefix, (lower != null ? lower : upper).value());
        byte[] type = Arrays.copyOf(ofType, prefix.length + 1);
        byte[] low = type;
        byte[] high = KeyBytes.after(type);
        if (lower != null) {
            low = lower.inclusive() ? ofType : KeyBytes.after(ofType);
        }
        if (upper != null) {
            byte[] top = extended(prefix, upper.value());
            high = upper.inclusive() ? KeyBytes.after(top) : top;
        }
        return new KeyRange(low, high);
    }

    /** 1 where keys with these first fields fixed come as asked for, -1 where they do from behind, else 0. */
    private static int direction(Document orderBy, PlannedKeys index, int fixed) {
        if (orderBy == null || orderBy.isEmpty()) {
            return 1;
        }
        int direction = 0;
        int at = fixed;
        boolean unique = false;
        for (var order : orderBy.entrySet()) {
            if (unique) {
                break; // no two documents are alike so far
            }
            if (!(order.getValue() instanceof Number)) {
                return 0;
            }
            String field = order.getKey();
            unique = field.equals(ID);
            if (at >= index.fields().size() || !index.fields().get(at).equals(field)) {
                return 0;
            }
            // An array is sorted by its least or greatest element, under which alone it does not stand here.
            if (index.isMultikey() && !unique) {
                return 0;
            }
            int asked = ((Number) order.getValue()).intValue() > 0 ? 1 : -1;
            if (direction != 0 && asked != direction) {
                return 0;
            }
            direction = asked;
            at++;
        }
        return direction;
    }
}
