package io.postledger.store;

import java.time.Instant;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/**
 * How JSON is written wherever Axon writes it. Times are ISO 8601 text. Polymorphic types are named only for Axon's own
 * tokens: without that a replay token cannot be read back (AxonFramework issue 4160), and with more than that stored
 * JSON could name any class to be made.
 */
public final class JsonRules implements Jackson3SerializerCustomizer {
    @Override
    public void accept(JsonMapper.Builder json) {
        json.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .addModule(new SimpleModule("stored instants").addDeserializer(Instant.class, new StoredInstants()))
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build());
    }
}
