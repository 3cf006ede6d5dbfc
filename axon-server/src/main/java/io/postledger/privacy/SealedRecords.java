package io.postledger.privacy;

import io.postledger.api.privacy.KeptSealed;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** Has records that are {@link KeptSealed} written with what is personal in them encrypted, wherever in what is written they stand. */
public final class SealedRecords extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public SealedRecords(PersonalCipher cipher) {
        super("sealed records");
        setSerializerModifier(new Sealing(cipher));
        setDeserializerModifier(new Opening(cipher));
    }

    private static boolean isKeptSealed(BeanDescription.Supplier bean) {
        return bean.getBeanClass().isAnnotationPresent(KeptSealed.class);
    }

    private static final class Sealing extends ValueSerializerModifier {
        private static final long serialVersionUID = 1L;

        private final transient PersonalCipher cipher;

        Sealing(PersonalCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> plain) {
            return isKeptSealed(bean) ? new SealedSerializer(cipher, plain) : plain;
        }
    }

    private static final class SealedSerializer extends ValueSerializer<Object> {
        private final PersonalCipher cipher;
        private final ValueSerializer<Object> plain;

        @SuppressWarnings("unchecked")
        SealedSerializer(PersonalCipher cipher, ValueSerializer<?> plain) {
            this.cipher = cipher;
            this.plain = (ValueSerializer<Object>) plain;
        }

        @Override
        public void resolve(SerializationContext context) {
            plain.resolve(context);
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            return new SealedSerializer(cipher, plain.createContextual(context, property));
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            plain.serialize(cipher.seal(value, value.getClass().getSimpleName(), Map.of()), json, context);
        }
    }

    private static final class Opening extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        private final transient PersonalCipher cipher;

        Opening(PersonalCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> plain) {
            return isKeptSealed(bean) ? new OpeningDeserializer(cipher, plain) : plain;
        }
    }

    private static final class OpeningDeserializer extends DelegatingDeserializer {
        private final PersonalCipher cipher;

        OpeningDeserializer(PersonalCipher cipher, ValueDeserializer<?> plain) {
            super(plain);
            this.cipher = cipher;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> plain) {
            return new OpeningDeserializer(cipher, plain);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            Object read = super.deserialize(json, context);
            return read == null ? null : cipher.open(read, read.getClass().getSimpleName());
        }
    }
}
