package io.postledger.command.privacy;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.media.MediaVault;
import io.postledger.api.privacy.DataExportId;
import io.postledger.api.privacy.DataExported;
import io.postledger.api.privacy.DataExports;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.user.UserId;
import io.postledger.command.user.PersonWords;
import io.postledger.command.user.PersonalDetails;
import io.postledger.history.EventStreams;
import io.postledger.history.HistoryEntries;
import io.postledger.messaging.Membership;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes archives in one reading of the whole log, in its order: there is no index of who did what that could be behind, incomplete or
 * without those who are in no workspace. Two at a time on a node, since anybody may ask.
 */
@Component
class DataArchives implements DataExports {
    private static final String FORMAT = "postledger-data/1";
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final EventStore log;
    private final EventStreams streams;
    private final HistoryEntries entries;
    private final PersonalDetails people;
    private final Membership membership;
    private final MediaVault vault;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final JsonMapper json =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** @param words and {@code data}: null where only that it happened is theirs */
    private record Told(
            String event,
            int revision,
            Instant at,
            String eventId,
            String aggregateId,
            long sequence,
            @Nullable String workspaceId,
            @Nullable String words,
            @Nullable Map<String, Object> data) {}

    private record Identity(
            String userId,
            String displayName,
            String email,
            @Nullable Instant registeredAt) {}

    DataArchives(
            EventStore log,
            EventCatalogue catalogue,
            PersonalDetails people,
            @Qualifier("commandMembership") Membership membership,
            MediaVault vault) {
        this.log = log;
        entries = new HistoryEntries(catalogue);
        streams = new EventStreams(log, entries);
        this.people = people;
        this.membership = membership;
        this.vault = vault;
    }

    @Override
    public void write(DataExportId exportId, OutputStream to) throws IOException {
        DomainEventMessage<?> begun = streams.at(exportId.value(), 0)
                .filter(event -> event.getPayload() instanceof DataExported)
                .orElseThrow(() -> new RejectedException(RejectionCode.USER_NOT_FOUND, "No such export was begun"));
        String subject = ((DataExported) begun.getPayload()).subject();
        if (!places.tryAcquire()) {
            throw new RejectedException(
                    RejectionCode.SERVICE_UNAVAILABLE, "Others are taking their data away; try again in a minute");
        }
        try (DataSections sections = new DataSections(json, vault)) {
            ZipOutputStream zip = new ZipOutputStream(to);
            zip.putNextEntry(new ZipEntry("data.json"));
            writeData(subject, begun.getTimestamp(), sections, zip);
            zip.closeEntry();
            writeMedia(sections, zip);
            zip.finish();
        } finally {
            places.release();
        }
    }

    private void writeData(String subject, Instant at, DataSections sections, OutputStream to) throws IOException {
        try (JsonGenerator file = json.createGenerator(to)) {
            file.writeStartObject();
            file.writeStringProperty("format", FORMAT);
            file.writeStringProperty("subject", subject);
            file.writeStringProperty("exportedAt", at.toString());
            if (ErasureId.isPerson(subject)) {
                file.writePOJOProperty("identity", identity(new UserId(subject)));
            }
            file.writeArrayPropertyStart("events");
            writeEvents(DataScope.of(subject, entries, membership), sections, file);
            file.writeEndArray();
            for (String name : sections.names()) {
                file.writeArrayPropertyStart(name);
                try (BufferedReader lines = sections.read(name)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        file.writeRawValue(line);
                    }
                }
                file.writeEndArray();
            }
            file.writeEndObject();
        }
    }

    private Identity identity(UserId userId) {
        PersonWords words = people.find(userId)
                .orElseThrow(() -> new RejectedException(RejectionCode.USER_NOT_FOUND, "There is no such user"));
        return new Identity(
                userId.value(),
                words.displayName(),
                words.email(),
                streams.at(userId.value(), 0)
                        .map(DomainEventMessage::getTimestamp)
                        .orElse(null));
    }

    /** Up to where the log goes now, which is behind the event of the export itself. */
    private void writeEvents(DataScope scope, DataSections sections, JsonGenerator file) throws IOException {
        TrackingToken head = log.createHeadToken();
        long end = head == null ? -1 : head.position().orElse(-1);
        long reached = -1;
        try (BlockingStream<TrackedEventMessage<?>> events = log.openStream(null)) {
            while (reached < end) {
                if (!events.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("The log ends before where it said that it goes to");
                }
                TrackedEventMessage<?> event = events.nextAvailable();
                reached = event.trackingToken().position().orElseThrow();
                if (event instanceof DomainEventMessage<?> ofAggregate && scope.has(ofAggregate)) {
                    write(ofAggregate, scope, sections, file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private void write(DomainEventMessage<?> event, DataScope scope, DataSections sections, JsonGenerator file)
            throws IOException {
        HistoryEntry entry = entries.of(event);
        boolean isOpen = scope.isOpen(event);
        file.writePOJO(new Told(
                entry.event(),
                entry.revision(),
                entry.at(),
                entry.eventId(),
                entry.aggregateId(),
                entry.sequence(),
                (String) event.getMetaData().get(MessageContext.WORKSPACE),
                isOpen ? entry.words() : null,
                isOpen ? entry.data() : null));
        if (isOpen) {
            sections.add(event, entry, scope);
        }
    }

    private void writeMedia(DataSections sections, ZipOutputStream zip) throws IOException {
        // They are packed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
        try (BufferedReader lines = sections.read("media")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                DataSections.Medium medium = json.readValue(line, DataSections.Medium.class);
                if (medium.file() != null) {
                    zip.putNextEntry(new ZipEntry(medium.file()));
                    try (InputStream bytes = vault.open(medium.mediaId(), medium.sha256(), 0)) {
                        bytes.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
        }
    }
}
