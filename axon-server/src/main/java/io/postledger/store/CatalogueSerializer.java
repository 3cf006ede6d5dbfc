package io.postledger.store;

import io.postledger.api.EventCatalogue;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Stores events as JSON under their catalogue names and revisions. Java class names never reach the log, so classes
 * can be renamed and moved for as long as the log lives. Types outside the catalogue (metadata) keep their own names.
 */
public final class CatalogueSerializer extends Jackson3Serializer {
    private final EventCatalogue catalogue;

    public CatalogueSerializer(EventCatalogue catalogue) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(new JsonRules()));
        this.catalogue = catalogue;
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        return catalogue
                .find(type.getName())
                .map(entry -> entry.type().getName())
                .orElse(type.getName());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        return catalogue
                .find((Class<?>) type)
                .<SerializedType>map(
                        entry -> new SimpleSerializedType(entry.name(), Integer.toString(entry.revision())))
                .orElseGet(() -> super.typeForClass(type));
    }
}
