package io.postledger.projection.export;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.export.EventSelection;
import io.postledger.api.export.ExportPart;
import io.postledger.api.export.PartRequest;
import io.postledger.projection.Positions;
import io.postledger.projection.StoredPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/** The event log, part by part, with each event's payload as it is stored. */
public final class EventLogExport {
    /** After so many events without one that was asked for a part ends, so that its caller hears of progress. */
    private static final int MOST_LOOKED_AT = 500_000;

    private static final int PATIENCE_SECONDS = 10;

    private static final List<Column> COLUMNS = List.of(
            Column.of("position", Column.Kind.LONG),
            Column.of("id", Column.Kind.TEXT),
            Column.of("type", Column.Kind.TEXT),
            Column.of("revision", Column.Kind.TEXT),
            Column.of("at", Column.Kind.INSTANT),
            Column.of("aggregateId", Column.Kind.TEXT),
            Column.of("sequence", Column.Kind.LONG),
            Column.nullable("workspace", Column.Kind.TEXT),
            Column.nullable("actor", Column.Kind.TEXT),
            Column.of("payload", Column.Kind.JSON),
            Column.of("metadata", Column.Kind.JSON));

    private final Supplier<EventStore> log;
    private final Serializer serializer;
    private final EventCatalogue catalogue;

    /** @param serializer that of the event store */
    public EventLogExport(Supplier<EventStore> log, Serializer serializer, EventCatalogue catalogue) {
        this.log = log;
        this.serializer = serializer;
        this.catalogue = catalogue;
    }

    /** See {@link io.postledger.api.export.Exports#events}. */
    public ExportPart write(EventSelection selection, PartRequest part, OutputStream to) throws IOException {
        requireKnown(selection);
        long head = Positions.indexOf(log.get().createHeadToken());
        long upTo = selection.upTo() == null ? head : selection.upTo();
        Positions.requireInLog(upTo, head);
        TrackingToken reached = cursor(part.after());
        long items = 0;
        int lookedAt = 0;
        try (PartWriter writer = PartWriter.open(part.format(), COLUMNS, to);
                BlockingStream<TrackedEventMessage<?>> events = log.get().openStream(reached)) {
            while (Positions.indexOf(reached) < upTo && items < part.limit() && lookedAt < MOST_LOOKED_AT) {
                TrackedEventMessage<?> event = next(events);
                reached = event.trackingToken();
                lookedAt++;
                if (Positions.indexOf(reached) <= upTo && isWanted(selection, event)) {
                    write(event, writer);
                    items++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        boolean isLast = Positions.indexOf(reached) >= upTo;
        return new ExportPart(
                items, isLast || reached == null ? null : encoded(reached), Positions.indexOf(reached), upTo, null);
    }

    private void requireKnown(EventSelection selection) {
        selection.types().forEach(type -> {
            if (catalogue.find(type).isEmpty()) {
                throw new RejectedException(
                        RejectionCode.EVENT_TYPE_NOT_FOUND, "No event has this name", Map.of("type", type));
            }
        });
    }

    private static TrackedEventMessage<?> next(BlockingStream<TrackedEventMessage<?>> events)
            throws InterruptedException, IOException {
        if (!events.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The log ends before the position that it said it goes to");
        }
        return events.nextAvailable();
    }

    private boolean isWanted(EventSelection selection, TrackedEventMessage<?> event) {
        return (selection.from() == null || !event.getTimestamp().isBefore(selection.from()))
                && (selection.until() == null || event.getTimestamp().isBefore(selection.until()))
                && (selection.workspace() == null
                        || selection.workspace().equals(event.getMetaData().get(MessageContext.WORKSPACE)))
                && (selection.types().isEmpty()
                        || selection.types().contains(type(event).getName()));
    }

    private SerializedType type(TrackedEventMessage<?> event) {
        return serializer.typeForClass(event.getPayloadType());
    }

    private void write(TrackedEventMessage<?> event, PartWriter writer) throws IOException {
        SerializedType type = type(event);
        DomainEventMessage<?> ofAggregate = (DomainEventMessage<?>) event;
        writer.write(
                Positions.indexOf(event.trackingToken()),
                event.getIdentifier(),
                type.getName(),
                type.getRevision(),
                event.getTimestamp(),
                ofAggregate.getAggregateIdentifier(),
                ofAggregate.getSequenceNumber(),
                event.getMetaData().get(MessageContext.WORKSPACE),
                event.getMetaData().get(MessageContext.ACTOR),
                StoredPayload.of(event, log.get(), serializer),
                new String(event.serializeMetaData(serializer, byte[].class).getData(), StandardCharsets.UTF_8));
    }

    /** With the gaps of the log at that position, which may be filled by the time of the next part. */
    private static String encoded(TrackingToken token) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Positions.toDocument(token).toJson().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable TrackingToken cursor(@Nullable String after) {
        if (after == null) {
            return null;
        }
        try {
            return Positions.fromDocument(
                    Document.parse(new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JsonParseException | ClassCastException | NullPointerException invalid) {
            throw new RejectedException(
                    RejectionCode.EXPORT_CURSOR_INVALID, "This is not what a part gave as its next", Map.of());
        }
    }
}
