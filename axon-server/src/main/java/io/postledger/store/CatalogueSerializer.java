package io.postledger.store;

import io.postledger.api.EventCatalogue;
import io.postledger.privacy.EventToSeal;
import io.postledger.privacy.PersonalCipher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Stores events as JSON under their catalogue names and revisions. Java class names never reach the log, so classes
 * can be renamed and moved for as long as the log lives. Types outside the catalogue (metadata) keep their own names.
 * What is personal in an event is encrypted; what was stored before that is read as it is.
 */
public final class CatalogueSerializer extends Jackson3Serializer {
    private final EventCatalogue catalogue;
    private final @Nullable PersonalCipher cipher;
    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    /** Without encryption, for what is not the product: it writes events as they are, and reads those that were so written. */
    public CatalogueSerializer(EventCatalogue catalogue) {
        this(catalogue, null);
    }

    public CatalogueSerializer(EventCatalogue catalogue, @Nullable PersonalCipher cipher) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(new JsonRules()));
        this.catalogue = catalogue;
        this.cipher = cipher;
    }

    /** An event whose payload alone does not say whom it is about must come as an {@link EventToSeal}, or is refused. */
    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expected) {
        return object instanceof EventToSeal toSeal
                ? serialize(toSeal.event(), toSeal.metadata(), expected)
                : serialize(object, Map.of(), expected);
    }

    private <T> SerializedObject<T> serialize(Object object, Map<String, ?> metadata, Class<T> expected) {
        return super.serialize(
                cipher == null
                        ? object
                        : catalogue
                                .find(object.getClass())
                                .map(entry -> cipher.seal(object, entry.name(), metadata))
                                .orElse(object),
                expected);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> stored) {
        Object read = super.deserialize(stored);
        return (T)
                (cipher == null
                                || read == null
                                || catalogue.find(read.getClass()).isEmpty()
                        ? read
                        : cipher.open(read, stored.getType().getName()));
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
