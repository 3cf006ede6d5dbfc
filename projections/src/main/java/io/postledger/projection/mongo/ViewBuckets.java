package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Documents of the view's own collection that list the keys of others, as an index would that the embedded server does
 * not have. Keys are only ever added, so that adding them again after a crash changes nothing.
 */
final class ViewBuckets {
    private static final String PREFIX = "_bucket:";
    private static final String MEMBERS = "bucketMembers";

    private final Supplier<MongoCollection<Document>> collection;
    private final Function<Document, Optional<String>> bucket;

    ViewBuckets(Supplier<MongoCollection<Document>> collection, Function<Document, Optional<String>> bucket) {
        this.collection = collection;
        this.bucket = bucket;
    }

    /** Adds each document to the bucket where it stands; answers how many buckets are new. */
    int add(List<Document> documents) {
        Map<String, List<String>> members = new TreeMap<>();
        for (Document document : documents) {
            bucket.apply(document)
                    .ifPresent(key -> members.computeIfAbsent(PREFIX + key, k -> new ArrayList<>())
                            .add(document.getString("_id")));
        }
        if (members.isEmpty()) {
            return 0;
        }
        List<UpdateOneModel<Document>> updates = members.entrySet().stream()
                .map(entry -> new UpdateOneModel<Document>(
                        eq("_id", entry.getKey()),
                        Updates.addEachToSet(MEMBERS, entry.getValue()),
                        new UpdateOptions().upsert(true)))
                .toList();
        return collection.get().bulkWrite(updates).getUpserts().size();
    }

    /** Keys of the documents that stand, or once stood, in these buckets. */
    List<String> members(Collection<String> keys) {
        TreeSet<String> members = new TreeSet<>();
        List<String> ids = keys.stream().map(key -> PREFIX + key).toList();
        collection.get().find(in("_id", ids)).forEach(found -> members.addAll(found.getList(MEMBERS, String.class)));
        return List.copyOf(members);
    }
}
