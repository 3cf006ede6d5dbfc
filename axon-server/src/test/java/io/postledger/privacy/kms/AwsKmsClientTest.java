package io.postledger.privacy.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that speaks as much of the service's protocol, JSON 1.1, as sealing needs. */
class AwsKmsClientTest {
    private static final String ENDPOINT = "aws.endpointUrlKms";
    private static final String URI =
            "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final byte[] WORDS = "Ada".getBytes();
    private static final byte[] HERE = "here".getBytes();

    @TempDir
    Path folder;

    private HttpServer server;
    private Aead inside;
    private volatile int status = 200;
    private volatile String error = "";
    private volatile String authorization = "";

    @BeforeEach
    void begin() throws Exception {
        inside = new AesGcmJce(new byte[32]);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void end() {
        System.clearProperty(ENDPOINT);
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody());
            byte[] answer = JsonMapper.shared()
                    .writeValueAsBytes(
                            status == 200
                                    ? done(exchange.getRequestHeaders().getFirst("X-Amz-Target"), body)
                                    : Map.of("__type", error, "message", "No"));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Map<String, String> done(String target, JsonNode body) {
        boolean encrypt = target.equals("TrentService.Encrypt");
        byte[] context = body.path("EncryptionContext").toString().getBytes();
        byte[] given = Base64.getDecoder()
                .decode(body.path(encrypt ? "Plaintext" : "CiphertextBlob").asString());
        try {
            byte[] made = encrypt ? inside.encrypt(given, context) : inside.decrypt(given, context);
            return Map.of(
                    "KeyId",
                    body.path("KeyId").asString(),
                    encrypt ? "CiphertextBlob" : "Plaintext",
                    Base64.getEncoder().encodeToString(made));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Aead key() throws Exception {
        Path credentials = Files.writeString(
                folder.resolve("credentials"),
                "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = words\n");
        return KmsClients.getAutoLoaded(URI)
                .withCredentials(credentials.toString())
                .getAead(URI);
    }

    @Test
    void givenKeyOfAmazon_whenSealed_thenOpened_withTheCredentialsOfTheFile() throws Exception {
        byte[] sealed = key().encrypt(WORDS, HERE);
        assertThat(new String(sealed)).doesNotContain("Ada");
        assertThat(key().decrypt(sealed, HERE)).isEqualTo(WORDS);
        assertThat(authorization)
                .contains("AKIAIOSFODNN7EXAMPLE", "/eu-central-1/kms/")
                .doesNotContain("words");
    }

    @Test
    void givenServiceThatRefuses_thenRefused_inOneWord() throws Exception {
        status = 400;
        error = "AccessDeniedException";
        KeyServiceException refused = catchThrowableOfType(KeyServiceException.class, () -> key().encrypt(WORDS, HERE));
        assertThat(refused.isRefusal()).isTrue();
        assertThat(refused).hasMessageContaining("AccessDeniedException");
    }

    @Test
    void givenServiceThatFailsOrIsGone_thenAway() throws Exception {
        status = 500;
        error = "KMSInternalException";
        assertThat(catchThrowableOfType(KeyServiceException.class, () -> key().encrypt(WORDS, HERE))
                        .isRefusal())
                .isFalse();
        System.setProperty(ENDPOINT, "http://127.0.0.1:1");
        assertThat(catchThrowableOfType(KeyServiceException.class, () -> key().encrypt(WORDS, HERE))
                        .isRefusal())
                .isFalse();
    }

    @Test
    void givenKeyWithoutRegion_thenRefused() {
        assertThatThrownBy(() -> new AwsKmsClient().getAead("aws-kms://1234abcd"))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
