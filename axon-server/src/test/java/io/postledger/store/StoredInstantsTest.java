package io.postledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;

class StoredInstantsTest {
    private final JsonMapper json = mapper();

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new JsonRules().accept(builder);
        return builder.build();
    }

    @Test
    void whenWritten_thenReadAsTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 250_000_000_000L),
                    random.nextInt(4) * random.nextInt(250_000_000));
            assertThat(json.readValue(json.writeValueAsString(instant), Instant.class))
                    .isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T09:32:11Z",
                "2026-11-23T09:32:11.2Z",
                "2026-11-23T09:32:11.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "2026-11-23T10:32:11+01:00",
                "+12026-11-23T09:32:11Z",
                "2026-11-23T24:00:00Z"
            })
    void givenAnyFormOfAnInstant_thenAsTheGeneralParserReadsIt(String text) {
        assertThat(json.readValue('"' + text + '"', Instant.class)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29T09:32:11Z", "2026-11-23T09:32:11", "2026-11-23T09:32:1xZ", ""})
    void givenNone_thenRefused(String text) {
        assertThatThrownBy(() -> json.readValue('"' + text + '"', Instant.class))
                .isInstanceOf(InvalidFormatException.class);
    }
}
