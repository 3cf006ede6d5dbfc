package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import io.postledger.embedded.mongo.Matches.Found;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;

/** Reads the documents of a collection along a plan. Needs no lock: a document is read whole, as it was or as it is. */
final class Reading {

    private final MVMap<byte[], byte[]> documents;
    private final Predicate<Document> matcher;

    Reading(MVMap<byte[], byte[]> documents, Predicate<Document> matcher) {
        this.documents = documents;
        this.matcher = matcher;
    }

    /** What matches, in the order of the plan. */
    Matches.Source along(QueryPlan plan) {
        return plan.index() instanceof StoredIndex ? new ByIndex(plan, (StoredIndex) plan.index()) : new ById(plan);
    }

    /** What matches, sorted: the ids and what is sorted by are read first, the documents when they are asked for. */
    Matches.Source sorted(QueryPlan plan, Document orderBy) {
        return new Sorted(along(plan), orderBy);
    }

    private Optional<Found> found(byte[] bson) {
        if (bson == null) {
            return Optional.empty(); // removed since its key was read
        }
        Document document = StoredBson.decode(bson);
        return matcher.test(document) ? Optional.of(new Found(document, bson.length)) : Optional.empty();
    }

    private final class ById implements Matches.Source {

        private final Scan<byte[]> scan;

        ById(QueryPlan plan) {
            scan = new Scan<>(documents, plan.ranges(), plan.backwards());
        }

        @Override
        public Optional<Found> get() {
            while (scan.next().isPresent()) {
                Optional<Found> found = found(scan.value());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        @Override
        public void pause() {
            scan.pause();
        }
    }

    private final class ByIndex implements Matches.Source {

        private final Scan<Long> scan;
        /** A document may stand under several of the keys, or come to while they are read. */
        private final Set<Position> seen;

        ByIndex(QueryPlan plan, StoredIndex index) {
            scan = index.scan(plan);
            seen = plan.ranges().size() > 1 || index.isMultikey() ? new HashSet<>() : null;
        }

        @Override
        public Optional<Found> get() {
            for (Optional<byte[]> key = scan.next(); key.isPresent(); key = scan.next()) {
                byte[] id = StoredIndex.id(key.get(), scan.value());
                if (seen == null || seen.add(new Position(id))) {
                    Optional<Found> found = found(documents.get(id));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public void pause() {
            scan.pause();
        }
    }

    private final class Sorted implements Matches.Source {

        private final Iterator<Entry> sorted;

        Sorted(Matches.Source unsorted, Document orderBy) {
            Set<String> roots =
                    orderBy.keySet().stream().map(path -> path.split("\\.")[0]).collect(Collectors.toSet());
            List<Entry> entries = new ArrayList<>();
            for (Optional<Found> found = unsorted.get(); found.isPresent(); found = unsorted.get()) {
                entries.add(new Entry(found.get().document(), roots));
            }
            DocumentComparator order = new DocumentComparator(orderBy);
            entries.sort((one, other) -> order.compare(one.sortedBy, other.sortedBy));
            sorted = entries.iterator();
        }

        @Override
        public Optional<Found> get() {
            while (sorted.hasNext()) {
                Optional<Found> found = found(documents.get(sorted.next().id));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        @Override
        public void pause() {}
    }

    private static final class Entry {

        private final byte[] id;
        private final Document sortedBy = new Document();

        Entry(Document document, Set<String> roots) {
            id = IdIndex.position(document).key();
            for (String root : roots) {
                if (document.containsKey(root)) {
                    sortedBy.put(root, document.get(root));
                }
            }
        }
    }
}
