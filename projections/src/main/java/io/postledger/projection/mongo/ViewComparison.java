package io.postledger.projection.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import io.postledger.projection.Generations.TargetDifference;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Goes through two collections side by side, in the order of their keys. */
final class ViewComparison {
    private final int mostExamples;
    private final List<String> examples = new ArrayList<>();
    private long keys;

    private ViewComparison(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    /** @param one sorted by key, as {@code other} is */
    static TargetDifference of(String view, FindIterable<Document> one, FindIterable<Document> other, int examples) {
        ViewComparison comparison = new ViewComparison(examples);
        try (MongoCursor<Document> left = one.cursor();
                MongoCursor<Document> right = other.cursor()) {
            comparison.compare(left, right);
        }
        return new TargetDifference(view, comparison.keys, comparison.examples);
    }

    private void compare(MongoCursor<Document> left, MongoCursor<Document> right) {
        Document one = next(left);
        Document other = next(right);
        while (one != null || other != null) {
            int order = order(one, other);
            if (order == 0) {
                if (!CanonicalJson.of(one).equals(CanonicalJson.of(other))) {
                    differs(one);
                }
                one = next(left);
                other = next(right);
            } else if (order < 0) {
                differs(one);
                one = next(left);
            } else {
                differs(other);
                other = next(right);
            }
        }
    }

    private static int order(@Nullable Document one, @Nullable Document other) {
        if (one == null || other == null) {
            return one == null ? 1 : -1;
        }
        return one.getString("_id").compareTo(other.getString("_id"));
    }

    private void differs(Document document) {
        keys++;
        if (examples.size() < mostExamples) {
            examples.add(document.getString("_id"));
        }
    }

    private static @Nullable Document next(MongoCursor<Document> cursor) {
        return cursor.hasNext() ? cursor.next() : null;
    }
}
