package io.postledger.store;

import io.postledger.api.EventCatalogue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Stores events as JSON under their catalogue names and revisions. Java class names never reach the log, so classes
 * can be renamed and moved for as long as the log lives. Types outside the catalogue (metadata) keep their own names.
 */
public final class CatalogueSerializer extends Jackson3Serializer {
    private final EventCatalogue catalogue;
    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    public CatalogueSerializer(EventCatalogue catalogue) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(new JsonRules()));
        this.catalogue = catalogue;
    }

    /** Classes are looked up once: each event and its metadata asks. */
    @Override
    public Class<?> classForType(SerializedType type) {
        return classes.computeIfAbsent(
                type.getName(),
                name -> catalogue
                        .find(name)
                        .<Class<?>>map(EventCatalogue.Entry::type)
                        .orElseGet(() -> super.classForType(type)));
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
