package io.postledger.privacy.kms;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vault's transit engine over HTTP, as far as sealing goes: keys with versions, what tokens may do, a Vault that is sealed or
 * gone. Answers as Vault's documentation has them.
 */
public final class SimulatedVault implements AutoCloseable {
    private static final String PREFIX = "vault:v";

    private final Map<String, List<Aead>> keys = new ConcurrentHashMap<>();
    private final Map<String, Integer> oldest = new ConcurrentHashMap<>();
    private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean sealed;
    private HttpServer server;

    /** A token that may encrypt and decrypt. */
    public SimulatedVault(String token) throws IOException {
        allow(token, "encrypt", "decrypt");
        listen(0);
    }

    /** Instead of what it was allowed before. */
    public void allow(String token, String... what) {
        tokens.put(token, List.of(what));
    }

    /** A new version of a key, which is made where there is none. */
    public SimulatedVault rotate(String key) {
        try {
            keys.computeIfAbsent(key, one -> new ArrayList<>()).add(new AesGcmJce(Random.randBytes(32)));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code min_decryption_version}. */
    public void openOnlyFrom(String key, int version) {
        oldest.put(key, version);
    }

    public void seal(boolean itIs) {
        sealed = itIs;
    }

    /** How often it was asked for anything. */
    public int asked() {
        return asked.get();
    }

    public String uri(String key) {
        return "hcvault+http://127.0.0.1:" + server.getAddress().getPort() + "/transit/keys/" + key;
    }

    public void stop() {
        server.stop(0);
    }

    /** At the same port, knowing what it knew. */
    public void startAgain() throws IOException {
        listen(server.getAddress().getPort());
    }

    private void listen(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            String what = path[3];
            String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
            JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody());
            List<Aead> versions = keys.get(path[4]);
            if (sealed) {
                refuse(exchange, 503, "Vault is sealed");
            } else if (!tokens.getOrDefault(String.valueOf(token), List.of()).contains(what)) {
                refuse(exchange, 403, "1 error occurred:\n\t* permission denied\n\n");
            } else if (versions == null) {
                refuse(exchange, 400, "encryption key not found");
            } else if (what.equals("encrypt")) {
                send(exchange, 200, Map.of("data", encrypt(versions, body)));
            } else {
                decrypt(exchange, versions, oldest.getOrDefault(path[4], 1), body);
            }
        }
    }

    private static Map<String, Object> encrypt(List<Aead> versions, JsonNode body) {
        try {
            byte[] made = versions.get(versions.size() - 1).encrypt(bytes(body, "plaintext"), associated(body));
            return Map.of(
                    "ciphertext",
                    PREFIX + versions.size() + ":" + Base64.getEncoder().encodeToString(made),
                    "key_version",
                    versions.size());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void decrypt(HttpExchange exchange, List<Aead> versions, int oldest, JsonNode body)
            throws IOException {
        String[] parts =
                body.path("ciphertext").asString().substring(PREFIX.length()).split(":");
        int version = Integer.parseInt(parts[0]);
        if (version < oldest) {
            refuse(exchange, 400, "ciphertext or signature version is disallowed by policy (too old)");
            return;
        }
        try {
            byte[] opened =
                    versions.get(version - 1).decrypt(Base64.getDecoder().decode(parts[1]), associated(body));
            send(
                    exchange,
                    200,
                    Map.of("data", Map.of("plaintext", Base64.getEncoder().encodeToString(opened))));
        } catch (GeneralSecurityException e) {
            refuse(exchange, 400, "invalid ciphertext: unable to decrypt");
        }
    }

    private static byte[] associated(JsonNode body) {
        return bytes(body, "associated_data");
    }

    private static byte[] bytes(JsonNode body, String field) {
        return Base64.getDecoder().decode(body.path(field).asString());
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, Map.of("errors", List.of(why)));
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
        byte[] body = JsonMapper.shared().writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        stop();
    }
}
