package io.postledger.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import io.postledger.api.privacy.KeysAwayException;
import io.postledger.privacy.kms.KeyServiceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals master keys with a key that a key service never gives away, so that their file opens nothing by itself. Master keys
 * stay the product's own: it makes and destroys them, which no service does at once, or for good.
 */
public final class MasterKeySeal {
    /** Master keys are in their file as they are. */
    public static final MasterKeySeal NONE = new MasterKeySeal(List.of(), null);

    private final Map<String, Aead> keys = new LinkedHashMap<>();

    /**
     * Asks no service yet.
     *
     * @param uris of keys, as Tink has them; the first seals, the others open what they sealed before
     * @param credentials file that the services' clients take them from; null for where they look by themselves
     * @throws MasterKeysSealedException where nobody knows such a key
     */
    public MasterKeySeal(List<String> uris, @Nullable Path credentials) {
        for (String uri : uris) {
            try {
                KmsClient client = KmsClients.getAutoLoaded(uri);
                keys.put(
                        uri,
                        (credentials == null
                                        ? client.withDefaultCredentials()
                                        : client.withCredentials(credentials.toString()))
                                .getAead(uri));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw MasterKeysSealedException.unknown(uri, e);
            }
        }
    }

    /** URI of the key that seals. */
    Optional<String> uri() {
        return keys.keySet().stream().findFirst();
    }

    /**
     * Sealed with the first key, which has opened it again before this returns: a service may allow the one and not the other.
     *
     * @throws KeysAwayException because of a {@link MasterKeysSealedException}
     */
    byte[] seal(byte[] key, String fingerprint) {
        String uri = uri().orElseThrow();
        byte[] sealed = ask(uri, () -> keys.get(uri).encrypt(key, boundTo(fingerprint)));
        if (!MessageDigest.isEqual(key, open(uri, sealed, fingerprint))) {
            throw new IllegalStateException("What " + uri + " sealed is another key when it is opened");
        }
        return sealed;
    }

    /** @throws KeysAwayException because of a {@link MasterKeysSealedException} */
    byte[] open(String uri, byte[] sealed, String fingerprint) {
        Aead key = keys.get(uri);
        if (key == null) {
            throw away(MasterKeysSealedException.unnamed(uri));
        }
        return ask(uri, () -> key.decrypt(sealed, boundTo(fingerprint)));
    }

    /** What a service does with its key. */
    private interface Call {
        byte[] make() throws GeneralSecurityException;
    }

    private static byte[] ask(String uri, Call call) {
        try {
            return call.make();
        } catch (KeyServiceException e) {
            throw away(
                    e.isRefusal() ? MasterKeysSealedException.refused(uri, e) : MasterKeysSealedException.away(uri, e));
        } catch (GeneralSecurityException e) {
            // Other clients do not say whether they got an answer.
            throw away(MasterKeysSealedException.away(uri, e));
        }
    }

    private static KeysAwayException away(MasterKeysSealedException cause) {
        return new KeysAwayException(cause.getMessage(), cause);
    }

    private static byte[] boundTo(String fingerprint) {
        return ("postledger master key " + fingerprint).getBytes(StandardCharsets.UTF_8);
    }
}
