package io.postledger.trial.forget;

import io.postledger.api.EventCatalogue;
import io.postledger.api.privacy.KeysAwayException;
import io.postledger.store.CatalogueSerializer;
import io.postledger.trial.HttpApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that whoever runs an installation can take out of it, in a folder: the log, every view in both formats, and evidence. */
final class TakenFiles {
    private static final List<String> FORMATS = List.of("NDJSON", "PARQUET");
    private static final String SEALED = "sealed";
    private static final String READABLE = "views";

    private final Path folder;

    private TakenFiles(Path folder) {
        this.folder = folder;
    }

    static TakenFiles into(Path folder, HttpApi operator) throws IOException {
        TakenFiles files = new TakenFiles(folder);
        Files.createDirectories(files.sealed());
        Files.createDirectories(files.views());
        for (String format : FORMATS) {
            download(operator, "/api/exports/events?format=" + format, files.sealed(), "events." + format);
            for (JsonNode projection : operator.get("/api/projections").path("items")) {
                String name = projection.path("name").asString();
                for (JsonNode target : operator.get("/api/projections/" + name).path("targets")) {
                    String of = name + "/" + target.path("name").asString();
                    download(
                            operator,
                            "/api/exports/projections/" + of + "?format=" + format,
                            files.views(),
                            of.replace('/', '.') + "." + format);
                }
            }
        }
        download(operator, "/api/ledger/evidence", files.sealed(), "everything.evidence");
        return files;
    }

    private static void download(HttpApi operator, String path, Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        var headers = operator.download(path, file);
        if (headers.firstValue("Export-Next").isPresent()
                || headers.firstValue("Evidence-Next").isPresent()) {
            throw new IllegalStateException(path + " has more than one part: take fewer posts");
        }
    }

    /** Events and evidence, which hold what is personal as it is stored. */
    Path sealed() {
        return folder.resolve(SEALED);
    }

    /** Projections, which are readable. */
    Path views() {
        return folder.resolve(READABLE);
    }

    Path evidence() {
        return sealed().resolve("everything.evidence");
    }

    /**
     * Every event of the log as this serializer reads it.
     *
     * @return how many it could not read, for want of a key
     */
    int events(CatalogueSerializer serializer, Consumer<Object> reader) throws IOException {
        int[] unreadable = new int[1];
        EventCatalogue catalogue = new EventCatalogue();
        try (Stream<String> lines = Files.lines(sealed().resolve("events.NDJSON"))) {
            lines.map(JsonMapper.shared()::readTree).forEach(event -> {
                String name = event.path("type").asString();
                String revision = event.path("revision").asString(null);
                if (catalogue.find(name).isPresent()) {
                    Object read;
                    try {
                        read = serializer.deserialize(new SimpleSerializedObject<>(
                                JsonMapper.shared().writeValueAsBytes(event.path("payload")),
                                byte[].class,
                                name,
                                revision));
                    } catch (KeysAwayException e) {
                        unreadable[0]++;
                        return;
                    }
                    reader.accept(read);
                }
            });
        }
        return unreadable[0];
    }
}
