package io.postledger.privacy.kms;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import io.github.jopenlibs.vault.SslConfig;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of Vault's transit engine: {@code hcvault://HOST[:PORT]/MOUNT/keys/NAME}, as Tink's own client has it, which is not
 * published. Over TLS; trusted is what the JVM trusts, or the certificate in {@code VAULT_SSL_CERT}. A Vault Agent on the same
 * machine may speak HTTP: {@code hcvault+http://127.0.0.1:PORT/…}. {@code VAULT_NAMESPACE} names the namespace, if any.
 *
 * <p>The token is that of {@code VAULT_TOKEN}, or of a file, which is read anew each time, since whoever renews the token writes
 * it there.
 */
public final class VaultKmsClient implements KmsClient {
    private static final String TLS = "hcvault";
    private static final String PLAIN = "hcvault+http";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final int PORT = 8200;
    private static final int SECONDS_TO_CONNECT = 5;
    private static final int SECONDS_TO_ANSWER = 10;
    private static final int LEAST_PARTS = 3;

    /** What a header may hold; HTTP clients put anything else into their exception's message. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]*");

    /** Where the token is. */
    interface Token {
        @Nullable
        String read() throws IOException;
    }

    private final Token token;

    /** With the token of the environment. */
    public VaultKmsClient() {
        this(() -> System.getenv("VAULT_TOKEN"));
    }

    VaultKmsClient(Token token) {
        this.token = token;
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith(TLS + "://") || uri.startsWith(PLAIN + "://");
    }

    @Override
    public KmsClient withCredentials(String file) {
        Path path = Path.of(file);
        return new VaultKmsClient(() -> Files.readString(path));
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return new VaultKmsClient();
    }

    /** @throws GeneralSecurityException where the URI is none of a transit key */
    @Override
    public Aead getAead(String uri) throws GeneralSecurityException {
        URI place = place(uri);
        String[] path = place.getPath().replaceFirst("^/", "").split("/", -1);
        if (path.length < LEAST_PARTS || !path[path.length - 2].equals("keys") || path[path.length - 1].isEmpty()) {
            throw new GeneralSecurityException("A key of Vault is MOUNT/keys/NAME");
        }
        String name = path[path.length - 1];
        String mount = String.join("/", Arrays.copyOf(path, path.length - 2));
        String scheme = place.getScheme().equals(PLAIN) ? "http://" : "https://";
        String address = scheme + place.getHost() + ":" + (place.getPort() < 0 ? PORT : place.getPort());
        return new VaultKey(() -> vault(address), mount, name);
    }

    private static URI place(String uri) throws GeneralSecurityException {
        URI place = URI.create(uri);
        if (place.getHost() == null || place.getUserInfo() != null || place.getQuery() != null) {
            throw new GeneralSecurityException("An address of Vault is HOST:PORT and a path, and nothing else");
        }
        if (place.getScheme().equals(PLAIN) && !THIS_MACHINE.contains(place.getHost())) {
            throw new GeneralSecurityException(
                    "Without TLS everybody on the way would read the keys: " + PLAIN + " is for this machine");
        }
        return place;
    }

    private Vault vault(String address) throws KeyServiceException {
        try {
            VaultConfig config = new VaultConfig()
                    .address(address)
                    .engineVersion(1)
                    .openTimeout(SECONDS_TO_CONNECT)
                    .readTimeout(SECONDS_TO_ANSWER)
                    // Said here, or the environment could have it look at no certificate.
                    .sslConfig(new SslConfig().verify(true).build())
                    .token(token());
            String namespace = System.getenv("VAULT_NAMESPACE");
            if (namespace != null) {
                config.nameSpace(namespace);
            }
            return Vault.create(config.build());
        } catch (VaultException e) {
            throw KeyServiceException.refused("Vault cannot be asked: " + e.getMessage(), e);
        }
    }

    private String token() throws KeyServiceException {
        try {
            String read = Optional.ofNullable(token.read()).orElse("").strip();
            if (!TOKEN.matcher(read).matches()) {
                throw KeyServiceException.refused("What should be a token of Vault is none", null);
            }
            return read;
        } catch (IOException e) {
            throw KeyServiceException.refused("The file of Vault's token cannot be read", e);
        }
    }
}
