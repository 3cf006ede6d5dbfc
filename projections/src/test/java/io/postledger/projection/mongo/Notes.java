package io.postledger.projection.mongo;

import io.postledger.projection.Projection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;

/** A projection as small as they come: notes, each of one aggregate, with remarks that another aggregate makes. */
@ProcessingGroup("notes")
final class Notes implements Projection {
    record NoteTaken(String id, String text) {}

    record NoteChanged(String id, String text) {}

    record RemarkMade(String noteId, String remark) {}

    final MongoView view;
    final AtomicBoolean poisoned = new AtomicBoolean();

    Notes(MongoStore store) {
        view = new MongoView(store, "notes", List.of());
    }

    @Override
    public List<MongoView> targets() {
        return List.of(view);
    }

    @EventHandler
    void on(NoteTaken event) {
        view.create(event.id(), () -> new Document("text", event.text()).append("remarks", 0));
    }

    @EventHandler
    void on(NoteChanged event) {
        view.change(event.id(), note -> note.put("text", text(event)));
        if (poisoned.get() && event.text().equals("poison")) {
            throw new IllegalArgumentException("poison");
        }
    }

    private Object text(NoteChanged event) {
        if (poisoned.get() && event.text().equals("late poison")) {
            throw new IllegalStateException("poison");
        }
        return poisoned.get() && event.text().equals("unstorable poison") ? new Object() : event.text();
    }

    @EventHandler
    void on(RemarkMade event) {
        view.change(event.noteId(), note -> note.put("remarks", note.getInteger("remarks") + 1));
    }
}
