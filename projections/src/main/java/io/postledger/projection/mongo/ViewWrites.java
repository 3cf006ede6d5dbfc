package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.postledger.projection.EventSource;
import io.postledger.projection.PoisonedEventException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;

/**
 * The documents that events make of those that are there, ready to be stored. They are encoded already: what MongoDB cannot store is
 * one event's fault, and must be known before anything of its batch is written.
 *
 * @param writes by key
 */
record ViewWrites(Map<String, Write> writes) {
    /** Keys asked for in one query. */
    private static final int READ_CHUNK = 1_000;
    /** MongoDB's limit on a document. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /**
     * A document to be stored.
     *
     * @param eventsBefore of the one that it takes the place of; null where it is new
     */
    record Write(@Nullable Long eventsBefore, RawBsonDocument document) {
        boolean isNew() {
            return eventsBefore == null;
        }

        long events() {
            return document.getInt64(MongoView.EVENTS).getValue();
        }

        int bytes() {
            return document.getByteBuffer().remaining();
        }

        /** This and then the other, which was made of this, in one. */
        Write then(Write next) {
            return new Write(eventsBefore, next.document());
        }

        WriteModel<RawBsonDocument> model(String key) {
            return eventsBefore == null
                    ? new InsertOneModel<>(document)
                    : new ReplaceOneModel<>(MongoIndexes.guarded(key, eventsBefore), document);
        }
    }

    /**
     * @param gathering what is known of the documents; null where they are to be read
     * @throws PoisonedEventException where an event's change fails, or makes what is no document
     */
    static ViewWrites of(
            MongoStore store,
            MongoCollection<Document> collection,
            Map<String, List<ViewBatch.Change>> changes,
            @Nullable GatheredDocuments gathering) {
        Map<String, Document> before = before(store, collection, List.copyOf(changes.keySet()), gathering);
        Map<String, Write> writes = new LinkedHashMap<>();
        for (Map.Entry<String, List<ViewBatch.Change>> entry : changes.entrySet()) {
            String key = entry.getKey();
            Document document = before.get(key);
            Long eventsBefore = document == null ? null : document.getLong(MongoView.EVENTS);
            for (ViewBatch.Change change : entry.getValue()) {
                document = apply(key, document, change);
            }
            if (document != null && !document.getLong(MongoView.EVENTS).equals(eventsBefore)) {
                writes.put(
                        key, new Write(eventsBefore, encode(store, collection, document, entry.getValue(), gathering)));
            }
        }
        return new ViewWrites(writes);
    }

    /** How many of the documents are new. */
    int created() {
        return (int) writes.values().stream().filter(Write::isNew).count();
    }

    /** Fails where a document is no longer what it was made of. */
    void into(MongoCollection<Document> collection) {
        if (writes.isEmpty()) {
            return;
        }
        List<WriteModel<RawBsonDocument>> models = new ArrayList<>();
        writes.forEach((key, write) -> models.add(write.model(key)));
        int replaced = collection
                .withDocumentClass(RawBsonDocument.class)
                .bulkWrite(models, new BulkWriteOptions().ordered(false))
                .getMatchedCount();
        if (replaced != models.size() - created()) {
            throw new IllegalStateException(
                    "Documents of " + collection.getNamespace() + " changed while a batch was written to it");
        }
    }

    /** Those that are not stored yet, after an attempt of which nobody knows how far it came; whoever took over may be further. */
    ViewWrites missing(MongoCollection<Document> collection) {
        Map<String, Write> missing = new LinkedHashMap<>(writes);
        read(collection, List.copyOf(writes.keySet()))
                .forEach((key, stored) -> missing.computeIfPresent(
                        key, (k, write) -> stored.getLong(MongoView.EVENTS) >= write.events() ? null : write));
        return new ViewWrites(missing);
    }

    private static Map<String, Document> before(
            MongoStore store,
            MongoCollection<Document> collection,
            List<String> keys,
            @Nullable GatheredDocuments gathering) {
        if (gathering == null) {
            return store.patiently(() -> read(collection, keys));
        }
        Codec<Document> codec = collection.getCodecRegistry().get(Document.class);
        Map<String, Document> documents = new HashMap<>();
        gathering.known(keys).forEach((key, encoded) -> documents.put(key, encoded.decode(codec)));
        if (!gathering.isAll()) {
            List<String> others =
                    keys.stream().filter(key -> !documents.containsKey(key)).toList();
            documents.putAll(store.patiently(() -> read(collection, others)));
        }
        return documents;
    }

    private static Document apply(String key, @Nullable Document before, ViewBatch.Change change) {
        EventSource source = change.source();
        try {
            Document document = before == null ? create(key, change) : before;
            Document seen = document.get(MongoView.SEEN, Document.class);
            if (seen.get(source.aggregateId(), -1L) < source.sequence()) {
                change.change().accept(document);
                seen.put(source.aggregateId(), source.sequence());
                document.put(MongoView.EVENTS, document.getLong(MongoView.EVENTS) + 1);
            }
            return document;
        } catch (RuntimeException e) {
            throw new PoisonedEventException(source, e);
        }
    }

    private static Document create(String key, ViewBatch.Change change) {
        if (change.fields() == null) {
            throw new IllegalStateException("There is no document " + key + " for event " + change.source());
        }
        Document document =
                new Document("_id", key).append(MongoView.SEEN, new Document()).append(MongoView.EVENTS, 0L);
        document.putAll(change.fields().get());
        return document;
    }

    private static RawBsonDocument encode(
            MongoStore store,
            MongoCollection<Document> collection,
            Document document,
            List<ViewBatch.Change> changes,
            @Nullable GatheredDocuments gathering) {
        try {
            return encode(collection, document);
        } catch (RuntimeException e) {
            String key = document.getString("_id");
            Document before = before(store, collection, List.of(key), gathering).get(key);
            throw new PoisonedEventException(culprit(collection, key, before, changes), e);
        }
    }

    /** The first event after which the document cannot be stored. */
    private static EventSource culprit(
            MongoCollection<Document> collection,
            String key,
            @Nullable Document before,
            List<ViewBatch.Change> changes) {
        Document document = before;
        EventSource source = changes.get(0).source();
        try {
            for (ViewBatch.Change change : changes) {
                source = change.source();
                document = apply(key, document, change);
                encode(collection, document);
            }
        } catch (RuntimeException found) {
            return source;
        }
        return source;
    }

    private static RawBsonDocument encode(MongoCollection<Document> collection, Document document) {
        RawBsonDocument encoded =
                new RawBsonDocument(document, collection.getCodecRegistry().get(Document.class));
        if (encoded.getByteBuffer().remaining() > MAX_BYTES) {
            throw new BsonMaximumSizeExceededException("A document is larger than MongoDB's 16 MiB");
        }
        // The buffer that it was written to may be twice as long.
        byte[] bytes = new byte[encoded.getByteBuffer().remaining()];
        encoded.getByteBuffer().get(bytes);
        return new RawBsonDocument(bytes);
    }

    private static Map<String, Document> read(MongoCollection<Document> collection, List<String> keys) {
        Map<String, Document> documents = new HashMap<>();
        for (int from = 0; from < keys.size(); from += READ_CHUNK) {
            List<String> chunk = keys.subList(from, Math.min(from + READ_CHUNK, keys.size()));
            collection.find(in("_id", chunk)).forEach(document -> documents.put(document.getString("_id"), document));
        }
        return documents;
    }
}
