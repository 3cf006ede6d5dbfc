package io.postledger.privacy.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClients;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKmsClientTest {
    private static final String TOKEN = "hvs.CAESIJwords";
    private static final String PASSWORD = "changeit";
    private static final byte[] WORDS = "Ada".getBytes();
    private static final byte[] HERE = "here".getBytes();
    private static final byte[] THERE = "there".getBytes();

    @TempDir
    Path folder;

    private SimulatedVault vault;
    private Path token;

    @BeforeEach
    void begin() throws IOException {
        vault = new SimulatedVault(TOKEN).rotate("postledger");
        token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    }

    @AfterEach
    void end() {
        vault.close();
    }

    private Aead key() throws GeneralSecurityException {
        String uri = vault.uri("postledger");
        return KmsClients.getAutoLoaded(uri).withCredentials(token.toString()).getAead(uri);
    }

    private static String everythingSaidBy(Throwable thrown) {
        StringWriter said = new StringWriter();
        thrown.printStackTrace(new PrintWriter(said, true));
        return said.toString();
    }

    @Test
    void givenKeyOfVault_whenSealed_thenOpenedThereOnly_andWhereItIsBoundTo() throws Exception {
        byte[] sealed = key().encrypt(WORDS, HERE);
        assertThat(new String(sealed)).startsWith("vault:v1:");
        assertThat(key().decrypt(sealed, HERE)).isEqualTo(WORDS);
        assertThatThrownBy(() -> key().decrypt(sealed, THERE)).isInstanceOf(KeyServiceException.class);
        assertThat(vault.rotate("postledger").asked()).isEqualTo(3);
        assertThat(key().decrypt(sealed, HERE)).isEqualTo(WORDS);
    }

    @Test
    void givenTokenThatWasRenewed_thenItIsTheNewOneThatIsShown() throws Exception {
        Aead key = key();
        byte[] sealed = key.encrypt(WORDS, HERE);
        vault.allow(TOKEN);
        vault.allow("hvs.renewed", "encrypt", "decrypt");
        assertThatThrownBy(() -> key.decrypt(sealed, HERE)).isInstanceOf(KeyServiceException.class);
        Files.writeString(token, "hvs.renewed");
        assertThat(key.decrypt(sealed, HERE)).isEqualTo(WORDS);
    }

    @Test
    void givenTokenThatIsNotAllowedTo_thenRefused_inVaultsWords_withoutTheToken() throws Exception {
        Files.writeString(token, "hvs.other");
        KeyServiceException refused = catchThrowableOfType(KeyServiceException.class, () -> key().encrypt(WORDS, HERE));
        assertThat(refused.isRefusal()).isTrue();
        assertThat(refused).hasMessageContaining("403").hasMessageContaining("permission denied");
        assertThat(everythingSaidBy(refused)).doesNotContain("hvs.other");
    }

    @Test
    void givenFileThatHoldsNoToken_thenRefused_withoutAskingOrShowingIt() throws Exception {
        for (String content : List.of("hvs.one\nhvs.two", "hvs.one hvs.two", "hvs.\u00e9")) {
            Files.writeString(token, content);
            KeyServiceException refused =
                    catchThrowableOfType(KeyServiceException.class, () -> key().encrypt(WORDS, HERE));
            assertThat(refused.isRefusal()).isTrue();
            assertThat(everythingSaidBy(refused)).doesNotContain("hvs");
        }
        Files.delete(token);
        KeyServiceException refused = catchThrowableOfType(KeyServiceException.class, () -> key().encrypt(WORDS, HERE));
        assertThat(refused.isRefusal()).isTrue();
        assertThat(vault.asked()).isZero();
    }

    @Test
    void givenNoSuchKeyInVault_thenRefused() {
        String uri = vault.uri("other");
        KeyServiceException refused = catchThrowableOfType(
                KeyServiceException.class,
                () -> new VaultKmsClient(() -> TOKEN).getAead(uri).encrypt(WORDS, HERE));
        assertThat(refused.isRefusal()).isTrue();
        assertThat(refused).hasMessageContaining("encryption key not found");
    }

    @Test
    void givenVaultThatIsSealedOrGone_thenAway_andAllIsAsItWasAfterwards() throws Exception {
        byte[] sealed = key().encrypt(WORDS, HERE);
        vault.seal(true);
        KeyServiceException away = catchThrowableOfType(KeyServiceException.class, () -> key().decrypt(sealed, HERE));
        assertThat(away.isRefusal()).isFalse();
        assertThat(away).hasMessageContaining("503");
        vault.seal(false);
        vault.stop();
        away = catchThrowableOfType(KeyServiceException.class, () -> key().decrypt(sealed, HERE));
        assertThat(away.isRefusal()).isFalse();
        assertThat(away).hasMessageContaining("no answer");
        assertThat(everythingSaidBy(away)).doesNotContain(TOKEN);
        vault.startAgain();
        assertThat(key().decrypt(sealed, HERE)).isEqualTo(WORDS);
    }

    @Test
    void givenVaultWhoseCertificateNobodyVouchesFor_thenAway_andItIsShownNoToken() throws Exception {
        AtomicInteger shown = new AtomicInteger();
        HttpsServer stranger = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.setHttpsConfigurator(new HttpsConfigurator(ownCertificate()));
        stranger.createContext("/", exchange -> {
            shown.incrementAndGet();
            exchange.close();
        });
        stranger.start();
        try {
            String uri = "hcvault://localhost:" + stranger.getAddress().getPort() + "/transit/keys/postledger";
            KeyServiceException away = catchThrowableOfType(
                    KeyServiceException.class,
                    () -> new VaultKmsClient(() -> TOKEN).getAead(uri).encrypt(WORDS, HERE));
            assertThat(away.isRefusal()).isFalse();
            assertThat(everythingSaidBy(away)).contains("SSLHandshakeException").doesNotContain(TOKEN);
            assertThat(shown).hasValue(0);
        } finally {
            stranger.stop(0);
        }
    }

    /** As anybody makes one. */
    private SSLContext ownCertificate() throws Exception {
        Path store = folder.resolve("stranger.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void givenWhatIsNoKeyOfVault_orAWayThatOthersCouldRead_thenRefused() {
        VaultKmsClient client = new VaultKmsClient(() -> TOKEN);
        for (String uri : List.of(
                "hcvault://vault.example:8200",
                "hcvault://vault.example:8200/",
                "hcvault://vault.example:8200/transit/postledger",
                "hcvault://vault.example:8200/transit/keys/",
                "hcvault://vault.example:8200/keys/postledger",
                "hcvault://user:word@vault.example:8200/transit/keys/postledger",
                "hcvault://vault.example:8200/transit/keys/postledger?namespace=one",
                "hcvault:///transit/keys/postledger",
                "hcvault+http://vault.example:8200/transit/keys/postledger")) {
            assertThatThrownBy(() -> client.getAead(uri)).as(uri).isInstanceOf(GeneralSecurityException.class);
        }
    }
}
