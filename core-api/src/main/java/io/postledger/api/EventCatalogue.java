package io.postledger.api;

import io.postledger.api.account.AccountEvent;
import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.history.HistoryEvent;
import io.postledger.api.media.MediaEvent;
import io.postledger.api.metrics.MetricsEvent;
import io.postledger.api.post.PostEvent;
import io.postledger.api.privacy.DataExportEvent;
import io.postledger.api.privacy.PrivacyEvent;
import io.postledger.api.publication.PublicationEvent;
import io.postledger.api.user.UserEvent;
import io.postledger.api.workspace.WorkspaceEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every event that can stand in the log, by its stored name. A context's events are listed by its sealed marker, so
 * that an event cannot be forgotten here.
 */
public final class EventCatalogue {
    private static final List<Class<?>> CONTEXTS = List.of(
            UserEvent.class,
            WorkspaceEvent.class,
            AccountEvent.class,
            MediaEvent.class,
            PostEvent.class,
            PublicationEvent.class,
            MetricsEvent.class,
            HistoryEvent.class,
            PrivacyEvent.class,
            DataExportEvent.class,
            ConsentEvent.class);

    /** An event's stored name, its current revision, and the class that this version of the code reads it into. */
    public record Entry(String name, int revision, Class<?> type) {}

    private final Map<String, Entry> byName;
    private final Map<Class<?>, Entry> byType;

    public EventCatalogue() {
        List<Entry> entries = CONTEXTS.stream()
                .flatMap(context -> Arrays.stream(context.getPermittedSubclasses()))
                .map(EventCatalogue::entry)
                .toList();
        byName = entries.stream().collect(Collectors.toUnmodifiableMap(Entry::name, Function.identity()));
        byType = entries.stream().collect(Collectors.toUnmodifiableMap(Entry::type, Function.identity()));
    }

    private static Entry entry(Class<?> type) {
        StoredAs stored = type.getAnnotation(StoredAs.class);
        if (stored == null) {
            throw new IllegalStateException("No @StoredAs on event " + type.getName());
        }
        return new Entry(stored.name(), stored.revision(), type);
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Entry> find(Class<?> type) {
        return Optional.ofNullable(byType.get(type));
    }

    public List<Entry> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }
}
