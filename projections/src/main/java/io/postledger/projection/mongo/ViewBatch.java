package io.postledger.projection.mongo;

import io.postledger.projection.EventSource;
import io.postledger.projection.ProjectionSegment;
import io.postledger.projection.TargetBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The changes that one batch of events makes to one view, by document and in the order of the events. */
final class ViewBatch implements TargetBatch {
    private final MongoView view;
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private @Nullable ViewWrites prepared;

    ViewBatch(MongoView view) {
        this.view = view;
    }

    void create(String key, EventSource source, Supplier<Document> fields) {
        changes.computeIfAbsent(key, k -> new ArrayList<>()).add(new Change(source, fields, document -> {}));
    }

    /** Several changes that one event makes to one document count as one. */
    void change(String key, EventSource source, Consumer<Document> change) {
        List<Change> ofDocument = changes.computeIfAbsent(key, k -> new ArrayList<>());
        Change last = ofDocument.isEmpty() ? null : ofDocument.get(ofDocument.size() - 1);
        if (last != null && last.source().equals(source)) {
            ofDocument.set(
                    ofDocument.size() - 1,
                    new Change(source, last.fields(), last.change().andThen(change)));
        } else {
            ofDocument.add(new Change(source, null, change));
        }
    }

    @Override
    public void remove(EventSource source) {
        changes.values()
                .forEach(ofDocument ->
                        ofDocument.removeIf(change -> change.source().equals(source)));
        changes.values().removeIf(List::isEmpty);
    }

    @Override
    public void prepare(ProjectionSegment segment) {
        prepared = view.prepare(segment, changes, view.gathered(segment));
    }

    @Override
    public void write(ProjectionSegment segment, @Nullable TrackingToken position) {
        view.write(segment, this, position);
    }

    /** What to write; worked out again where it was written before, since that may have come to pass in part. */
    ViewWrites take(ProjectionSegment segment) {
        ViewWrites writes = prepared == null ? view.prepare(segment, changes, null) : prepared;
        prepared = null;
        return writes;
    }

    /**
     * What one event does to one document.
     *
     * @param fields makes the document that the event creates; null where it must be there
     */
    record Change(EventSource source, @Nullable Supplier<Document> fields, Consumer<Document> change) {}
}
