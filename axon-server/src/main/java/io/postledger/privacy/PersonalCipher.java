package io.postledger.privacy;

import com.google.crypto.tink.Aead;
import io.postledger.api.MessageContext;
import io.postledger.api.privacy.PersonalData;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what is marked as {@link PersonalData} in a record on its way into a store, and decrypts it on the way out. In
 * place of a text {@code T} stands
 *
 * <pre>U+0002 "1" subject ":" base64(nonce, 12 bytes; AES-256-GCM of T in UTF-8; tag, 16 bytes)</pre>
 *
 * <p>(standard alphabet, no padding). The associated data are the lines, each ended by a line feed: the name that the record
 * is stored under, the path of the text in it, the subject, and the record's first component (an aggregate's id). A
 * ciphertext put elsewhere does not open. A text that does not begin like that was stored before there was encryption, and
 * is what it says.
 */
public class PersonalCipher {
    private static final String SEALED = "\u00021";
    private static final char AFTER_SUBJECT = ':';
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final SubjectKeys keys;

    public PersonalCipher(SubjectKeys keys) {
        this.keys = keys;
    }

    /** Whether there is something to encrypt in objects of this type. */
    public static boolean isPersonal(Class<?> type) {
        return PersonalRecord.of(type).isPersonal();
    }

    /**
     * The record as it is to be stored.
     *
     * @param name that it is stored under
     * @param metadata of its message; empty where the record says itself whom it is about
     */
    public Object seal(Object stored, String name, Map<String, ?> metadata) {
        PersonalRecord record = PersonalRecord.of(stored.getClass());
        if (!record.isPersonal()) {
            return stored;
        }
        return record.change(stored, "", new Pass(record.owner(stored)) {
            @Override
            public @Nullable String of(String text, String path, PersonalData mark) {
                String subject = subject(record, stored, mark.of(), metadata);
                return keys.findOrMake(subject)
                        .map(key -> sealed(key, text, name, path, subject, owner))
                        .orElse(null);
            }
        });
    }

    /** Of what is no more nothing stays in a map; in place of a text there is a word that says so. */
    private abstract static class Pass implements PersonalRecord.Change {
        final String owner;

        Pass(String owner) {
            this.owner = owner;
        }

        @Override
        public String instead(PersonalData mark) {
            return mark.identifier() ? PersonalData.ERASED_ID + owner : PersonalData.ERASED;
        }
    }

    private static String subject(
            PersonalRecord record, Object stored, PersonalData.Subject of, Map<String, ?> metadata) {
        Object subject = switch (of) {
            case WORKSPACE ->
                record.has("workspaceId") ? record.find(stored, "workspaceId") : metadata.get(MessageContext.WORKSPACE);
            case SUBJECT -> record.find(stored, "subject");
            case ACTOR -> user((String) metadata.get(MessageContext.ACTOR));
        };
        if (subject == null) {
            // Stored as it is, it could never be taken back.
            throw new IllegalStateException(
                    "Nothing says whose personal data a " + stored.getClass().getSimpleName() + " has (" + of + ")");
        }
        return (String) subject;
    }

    private static @Nullable String user(@Nullable String actor) {
        return actor != null && actor.startsWith(MessageContext.USER_PREFIX)
                ? actor.substring(MessageContext.USER_PREFIX.length())
                : null;
    }

    private static String sealed(Aead key, String text, String name, String path, String subject, String owner) {
        try {
            byte[] sealed = key.encrypt(text.getBytes(StandardCharsets.UTF_8), associated(name, path, subject, owner));
            return SEALED + subject + AFTER_SUBJECT + ENCODER.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
    }

    /**
     * The record as it was before it was stored, with what its subject's key was destroyed for erased.
     *
     * @param name that it is stored under
     * @throws SerializationException where a ciphertext was altered, or stands elsewhere than where it was made for
     */
    public Object open(Object stored, String name) {
        PersonalRecord record = PersonalRecord.of(stored.getClass());
        if (!record.isPersonal()) {
            return stored;
        }
        return record.change(stored, "", new Pass(record.owner(stored)) {
            @Override
            public @Nullable String of(String text, String path, PersonalData mark) {
                return isSealed(text) ? opened(text, name, path, owner) : text;
            }
        });
    }

    private static boolean isSealed(String text) {
        return text.startsWith(SEALED) && text.indexOf(AFTER_SUBJECT) > SEALED.length();
    }

    private @Nullable String opened(String text, String name, String path, String owner) {
        int end = text.indexOf(AFTER_SUBJECT);
        String subject = text.substring(SEALED.length(), end);
        Optional<Aead> key = keys.find(subject);
        if (key.isEmpty()) {
            return null;
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(text.substring(end + 1));
            return new String(
                    key.get().decrypt(sealed, associated(name, path, subject, owner)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SerializationException(
                    name + " of " + owner + ": " + path + " was altered, or encrypted for another place", e);
        }
    }

    private static byte[] associated(String name, String path, String subject, String owner) {
        return (name + '\n' + path + '\n' + subject + '\n' + owner + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
