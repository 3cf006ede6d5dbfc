package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.Assert;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * A collection in a map, by id. Its queries are planned, which the library's own are not but for equality with exactly an
 * index's fields; every document found is still put to the library's matcher. Writes take turns, reads wait for nobody.
 */
final class StoredCollection extends AbstractMongoCollection<Position> {

    private final MVMap<byte[], byte[]> documents;
    /** Not the library's, which remembers where an update's query matched, and so must not be asked by readers. */
    private final QueryMatcher matcher = new DefaultQueryMatcher();
    /** The library's own list is not to be read while an index comes or goes. */
    private final List<StoredIndex> stored = new CopyOnWriteArrayList<>();

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<byte[], byte[]> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    /** A client's {@code find}: the first batch, and a cursor for the rest. All else reads as it goes along. */
    @Override
    public QueryResult handleQuery(QueryParameters parameters) {
        Document selector = parameters.getQuerySelector();
        if (!selector.containsKey("$query")) {
            return super.handleQuery(parameters);
        }
        Matches matches = new Matches(
                source((Document) selector.get("$query"), (Document) selector.get("$orderby")),
                parameters.getNumberToSkip(),
                parameters.getLimit());
        ResultCursor cursor = new ResultCursor(
                cursorRegistry.generateCursorId(), matches, found -> projected(found, parameters.getProjection()));
        List<Document> first = cursor.first(parameters.getBatchSize());
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        Matches matches = new Matches(source(query, orderBy), skip, limit);
        Iterable<Document> documentsOnce = () -> matches;
        return new QueryResult(documentsOnce);
    }

    /** Not used: every query goes through {@link #queryDocuments}. */
    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return matcher.matches(document, query);
    }

    private Matches.Source source(Document query, Document orderBy) {
        Document order = orderBy;
        if (order != null && order.containsKey("$natural")) {
            order = isNaturalDescending(order) ? new Document(QueryPlan.ID, -1) : null;
        }
        QueryPlan plan = QueryPlan.of(
                query, order, stored.stream().filter(StoredIndex::canBePlanned).toList());
        Document rest = withoutIds(query, plan);
        Reading reading = new Reading(documents, document -> documentMatchesQuery(document, rest));
        return order == null || order.isEmpty() || plan.isOrdered() ? reading.along(plan) : reading.sorted(plan, order);
    }

    /** Ids that were looked up need no second look, which would compare each document with all of them. */
    private static Document withoutIds(Document query, QueryPlan plan) {
        Object ids = query.get(QueryPlan.ID);
        boolean isIn = ids instanceof Document && ((Document) ids).keySet().equals(Set.of("$in"));
        if (!plan.isByIds() || !isIn || query.containsKey("$and")) {
            return query;
        }
        Document rest = query.clone();
        rest.remove(QueryPlan.ID);
        return rest;
    }

    private List<Document> projected(List<Document> found, Document fields) {
        if (fields == null || fields.isEmpty()) {
            return found;
        }
        Document everything = new Document();
        return matchDocumentsFromStream(found.stream(), everything, null, 0, 0, 0, fields)
                .collectDocuments();
    }

    @Override
    public int count(Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            return super.count(query, skip, limit);
        }
        Matches matches = new Matches(source(query, null), skip, Math.max(limit, 0));
        int count = 0;
        while (matches.hasNext()) {
            matches.next();
            count++;
        }
        return count;
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected Stream<DocumentWithPosition<Position>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry ->
                        new DocumentWithPosition<>(StoredBson.decode(entry.getValue()), new Position(entry.getKey())));
    }

    @Override
    protected Document getDocument(Position position) {
        return StoredBson.decode(documents.get(position.key()));
    }

    @Override
    protected Position addDocumentInternal(Document document) {
        Object id = getIdField() == null ? UUID.randomUUID() : document.get(getIdField());
        Position position = new Position(KeyBytes.of(id));
        byte[] previous = documents.put(position.key(), StoredBson.encode(document));
        Assert.isNull(previous, () -> "A document with this key is in " + this + " already");
        return position;
    }

    @Override
    protected void handleUpdate(Position position, Document before, Document after) {
        documents.put(position.key(), StoredBson.encode(after));
        stored.forEach(index -> index.removeStale(before, after));
    }

    @Override
    protected void removeDocument(Position position) {
        if (documents.remove(position.key()) == null) {
            throw new NoSuchElementException("No such document in " + this);
        }
    }

    /** Counted when asked for: keeping count would write once more with every document. */
    @Override
    protected int getDataSize() {
        long bytes = documents.values().stream().mapToLong(bson -> bson.length).sum();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {}

    @Override
    public synchronized void addIndex(Index<Position> index) {
        super.addIndex(index);
        if (index instanceof StoredIndex && getIndexes().contains(index)) {
            stored.add((StoredIndex) index);
        }
    }

    @Override
    public synchronized void dropIndex(String name) {
        stored.removeIf(index -> index.getName().equals(name));
        super.dropIndex(name);
    }

    @Override
    public synchronized void addDocument(Document document) {
        super.addDocument(document);
    }

    @Override
    public synchronized List<Document> insertDocuments(List<Document> added, boolean isOrdered) {
        return super.insertDocuments(added, isOrdered);
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
    }

    @Override
    public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return super.deleteDocuments(selector, limit, oplog);
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        return super.findAndModify(query);
    }

    @Override
    public synchronized void removeDocument(Document document) {
        super.removeDocument(document);
    }

    @Override
    public synchronized void renameTo(MongoDatabase newDatabase, String newName) {
        super.renameTo(newDatabase, newName);
    }
}
