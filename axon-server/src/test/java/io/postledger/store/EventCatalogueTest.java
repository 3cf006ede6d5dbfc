package io.postledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.EventCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what is stored to what can be read. {@code golden/} has one file for every event name and revision that was ever
 * written: a file is never changed or removed, since logs with those bytes exist.
 */
class EventCatalogueTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CatalogueSerializer serializer = new CatalogueSerializer(new EventCatalogue());

    static Stream<EventCatalogue.Entry> entries() {
        return new EventCatalogue().all().stream();
    }

    private static String fileName(EventCatalogue.Entry entry) {
        return entry.name() + ".v" + entry.revision() + ".json";
    }

    private static byte[] golden(EventCatalogue.Entry entry) throws IOException {
        try (InputStream file = EventCatalogueTest.class.getResourceAsStream("/golden/" + fileName(entry))) {
            assertThat(file).as("golden/" + fileName(entry)).isNotNull();
            return file.readAllBytes();
        }
    }

    private Object read(EventCatalogue.Entry entry) throws IOException {
        return serializer.deserialize(new SimpleSerializedObject<>(
                golden(entry),
                byte[].class,
                new SimpleSerializedType(entry.name(), Integer.toString(entry.revision()))));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void givenStoredBytes_whenRead_thenEveryFieldIsThere(EventCatalogue.Entry entry) throws Exception {
        Object event = read(entry);
        assertThat(event).isInstanceOf(entry.type());
        for (RecordComponent field : entry.type().getRecordComponents()) {
            assertThat(field.getAccessor().invoke(event)).as(field.getName()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void givenEventRead_whenStoredAgain_thenSameNameRevisionAndJson(EventCatalogue.Entry entry) throws Exception {
        SerializedObject<byte[]> stored = serializer.serialize(read(entry), byte[].class);
        assertThat(stored.getType().getName()).isEqualTo(entry.name());
        assertThat(stored.getType().getRevision()).isEqualTo(Integer.toString(entry.revision()));
        assertThat(JSON.readTree(stored.getData())).isEqualTo(JSON.readTree(golden(entry)));
    }

    /** What an earlier version of the product wrote is still told, whole, by what this version makes of it. */
    @ParameterizedTest
    @MethodSource("entries")
    void givenBytesOfAnEarlierRevision_whenRead_thenNothingIsLost(EventCatalogue.Entry entry) throws Exception {
        for (int revision = 1; revision < entry.revision(); revision++) {
            EventCatalogue.Entry earlier = new EventCatalogue.Entry(entry.name(), revision, entry.type());
            JsonNode now = JSON.readTree(
                    serializer.serialize(read(earlier), byte[].class).getData());
            assertContains(now, JSON.readTree(golden(earlier)));
        }
    }

    private static void assertContains(JsonNode whole, JsonNode part) {
        if (part.isContainer()) {
            part.properties().forEach(field -> assertContains(whole.path(field.getKey()), field.getValue()));
            for (int i = 0; part.isArray() && i < part.size(); i++) {
                assertContains(whole.path(i), part.get(i));
            }
        } else {
            assertThat(whole).isEqualTo(part);
        }
    }

    @Test
    void everyGoldenFileIsOfAnEventThatIsStillKnown() throws IOException, URISyntaxException {
        Path folder = Path.of(EventCatalogueTest.class.getResource("/golden").toURI());
        Set<String> known = entries().map(entry -> entry.name() + ".v").collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> name.replaceAll("\\d+\\.json$", "")))
                    .allMatch(known::contains);
        }
    }
}
