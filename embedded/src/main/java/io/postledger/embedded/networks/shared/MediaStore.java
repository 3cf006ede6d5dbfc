package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was uploaded. The bytes are hashed, counted and then dropped; those of an upload in parts wait in files for the
 * last, so that a killed process loses none that it acknowledged.
 */
public final class MediaStore {

    private final Site site;
    private final Accounts accounts;
    private final Ids ids;
    private final Map<String, Media> media = new ConcurrentHashMap<>();
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

    MediaStore(Site site, Accounts accounts, Ids ids) {
        this.site = site;
        this.accounts = accounts;
        this.ids = ids;
    }

    /** An upload in parts. @param declaredBytes 0 when it is not announced */
    public Media begin(String accountId, String contentType, long declaredBytes, Map<String, String> fields) {
        long number = ids.next();
        String id = ids.form().media(number, accounts.require(accountId));
        ObjectNode event = site.event("media")
                .put("n", number)
                .put("id", id)
                .put("account", accountId)
                .put("contentType", contentType)
                .put("bytes", declaredBytes)
                .put("createdAt", site.now().toString());
        Events.object(event.putObject("fields"), fields);
        happen(event);
        return media.get(id);
    }

    /**
     * The bytes of one part; a part that comes again replaces itself. Parts follow each other by their numbers, which may
     * be their places or their offsets.
     */
    public synchronized Media part(String id, long part, InputStream bytes) {
        Path folder = folder(id);
        try {
            Files.createDirectories(folder);
            Path arriving = folder.resolve("arriving");
            long length = Files.copy(bytes, arriving, StandardCopyOption.REPLACE_EXISTING);
            Files.move(arriving, file(id, part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            happen(site.event("mediaPart").put("id", id).put("part", part).put("bytes", length));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a part of an upload", e);
        }
        return media.get(id);
    }

    /** All parts are there. */
    public synchronized Media finish(String id, Processing processing) {
        Media all = media.get(id);
        Sha256 hash = new Sha256();
        try {
            for (long part : all.parts().keySet()) {
                try (InputStream in = Files.newInputStream(file(id, part))) {
                    hash.update(in);
                }
            }
            finish(id, hash, processing);
            for (long part : all.parts().keySet()) {
                Files.delete(file(id, part));
            }
            Files.deleteIfExists(folder(id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read an upload back", e);
        }
        return media.get(id);
    }

    /** All bytes of what was begun come at once. */
    public Media whole(String id, InputStream bytes, Processing processing) throws IOException {
        Sha256 hash = new Sha256();
        hash.update(bytes);
        finish(id, hash, processing);
        return media.get(id);
    }

    /** The network fetched what was begun itself; a failure to do so ends its processing. */
    public Media fetched(String id, Fetched fetched, Processing processing) {
        if (fetched.fileOrNull() == null) {
            return end(id, null, processing.failing(fetched.failureOrNull()));
        }
        return end(id, fetched.fileOrNull(), processing);
    }

    /** More that this network knows of it. */
    public Media note(String id, Map<String, String> more) {
        ObjectNode event = site.event("mediaNote").put("id", id);
        Events.object(event.putObject("fields"), more);
        happen(event);
        return media.get(id);
    }

    public Optional<Media> find(String id) {
        return Optional.ofNullable(media.get(id));
    }

    private void finish(String id, Sha256 hash, Processing processing) {
        end(id, new MediaFile(id, media.get(id).contentType(), hash.length(), hash.hex()), processing);
    }

    private Media end(String id, MediaFile fileOrNull, Processing processing) {
        ObjectNode event = site.event("mediaEnd")
                .put("id", id)
                .put("readyAt", site.now().plus(processing.takes()).toString())
                .put("failure", processing.failureOrNull());
        if (fileOrNull != null) {
            event.put("contentType", fileOrNull.contentType())
                    .put("bytes", fileOrNull.bytes())
                    .put("sha256", fileOrNull.sha256());
        }
        happen(event);
        return media.get(id);
    }

    private Path folder(String id) {
        return site.folder().resolve("uploads").resolve(Long.toString(numbers.get(id)));
    }

    private Path file(String id, long part) {
        return folder(id).resolve(Long.toString(part));
    }

    private void happen(ObjectNode event) {
        site.journal().append(event);
        apply(event);
    }

    /** @return whether the event is one of these */
    boolean apply(ObjectNode event) {
        String id = Events.text(event, "id");
        switch (event.path("type").asString("")) {
            case "media" -> {
                numbers.put(id, Events.number(event));
                ids.taken(Events.number(event));
                media.put(
                        id,
                        new Media(
                                id,
                                Events.text(event, "account"),
                                Events.text(event, "contentType"),
                                event.path("bytes").longValue(),
                                Events.instant(event, "createdAt"),
                                new TreeMap<>(),
                                Events.texts(event.path("fields")),
                                null,
                                null,
                                null));
            }
            case "mediaPart" ->
                media.computeIfPresent(id, (key, old) -> {
                    NavigableMap<Long, Long> parts = new TreeMap<>(old.parts());
                    parts.put(
                            event.path("part").longValue(), event.path("bytes").longValue());
                    return with(old, parts, old.fields());
                });
            case "mediaNote" ->
                media.computeIfPresent(id, (key, old) -> {
                    Map<String, String> fields = new TreeMap<>(old.fields());
                    fields.putAll(Events.texts(event.path("fields")));
                    return with(old, old.parts(), fields);
                });
            case "mediaEnd" -> media.computeIfPresent(id, (key, old) -> ended(old, event));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Media with(Media old, NavigableMap<Long, Long> parts, Map<String, String> fields) {
        return new Media(
                old.id(),
                old.accountId(),
                old.contentType(),
                old.declaredBytes(),
                old.createdAt(),
                parts,
                fields,
                old.fileOrNull(),
                old.readyAtOrNull(),
                old.failureOrNull());
    }

    private static Media ended(Media old, ObjectNode event) {
        String hash = Events.text(event, "sha256");
        MediaFile file = hash == null
                ? null
                : new MediaFile(
                        old.id(),
                        Events.text(event, "contentType"),
                        event.path("bytes").longValue(),
                        hash);
        Instant readyAt = Events.instant(event, "readyAt");
        return new Media(
                old.id(),
                old.accountId(),
                file == null ? old.contentType() : file.contentType(),
                old.declaredBytes(),
                old.createdAt(),
                old.parts(),
                old.fields(),
                file,
                readyAt,
                Events.text(event, "failure"));
    }
}
