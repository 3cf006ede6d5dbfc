package io.postledger.embedded.networks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Requests of the Graph API written by hand, right and wrong, without the product's connectors. */
final class GraphHttp implements AutoCloseable {

    static final String VERSION = "v25.0";

    private static final String REDIRECT = "http://localhost:9/back";

    final Http http = new Http();
    private final String network;
    private final Path data;
    private SimulatedNetworks networks;
    private HttpServer media;

    GraphHttp(String network, Path data) throws IOException {
        this.network = network;
        this.data = data;
        this.networks = SimulatedNetworks.start(0, 0, data);
    }

    /** As after a kill: what was not in the journal is gone. */
    void restart() throws IOException {
        networks.close();
        networks = SimulatedNetworks.start(0, 0, data);
    }

    SimulatedNetworks networks() {
        return networks;
    }

    URI at(String path) {
        return URI.create(networks.of(network) + path);
    }

    /** A person's short-lived token. */
    String login(String handle, String scope) throws IOException, InterruptedException {
        Map<String, String> query = Map.of(
                "client_id",
                SimulatedNetworks.CLIENT_ID,
                "redirect_uri",
                REDIRECT,
                "state",
                "s",
                "response_type",
                "code",
                "scope",
                scope,
                "simulate_account",
                handle);
        String location = http.send("GET", at("/" + VERSION + "/dialog/oauth?" + Http.form(query)), null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Map<String, String> exchange = Map.of(
                "client_id",
                SimulatedNetworks.CLIENT_ID,
                "client_secret",
                SimulatedNetworks.CLIENT_SECRET,
                "redirect_uri",
                REDIRECT,
                "code",
                location.substring(location.indexOf("code=") + 5));
        return token(exchange).path("access_token").stringValue();
    }

    JsonNode token(Map<String, String> query) throws IOException, InterruptedException {
        return Http.json(http.send("GET", at("/" + VERSION + "/oauth/access_token?" + Http.form(query)), null));
    }

    HttpResponse<String> get(String token, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        Map<String, String> whole = new LinkedHashMap<>(query);
        whole.put("appsecret_proof", proof(token));
        return http.send(
                "GET", at("/" + VERSION + path + "?" + Http.form(whole)), null, "Authorization", "Bearer " + token);
    }

    HttpResponse<String> post(String token, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        return http.send(
                "POST",
                at("/" + VERSION + path + "?appsecret_proof=" + proof(token)),
                Http.form(form),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                "Bearer " + token);
    }

    /** With one file, whose bytes are this text. */
    HttpResponse<String> upload(
            String token, String path, Map<String, String> fields, String fileField, String type, String text)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) ->
                body.append("--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
        body.append(
                "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\nContent-Type: %s\r\n\r\n%s\r\n--b--\r\n"
                        .formatted(fileField, type, text));
        return http.send(
                "POST",
                at("/" + VERSION + path + "?appsecret_proof=" + proof(token)),
                body.toString(),
                "Content-Type",
                "multipart/form-data; boundary=b",
                "Authorization",
                "Bearer " + token);
    }

    /** Where a file of this type and text can be fetched. */
    String publicFile(String type, String text) throws IOException {
        if (media == null) {
            media = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            media.start();
        }
        String path = "/" + HexFormat.of().toHexDigits(text.hashCode()) + "/" + type;
        media.createContext(path, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return "http://127.0.0.1:" + media.getAddress().getPort() + path;
    }

    String truth() throws IOException, InterruptedException {
        return http.send("GET", URI.create(networks.control() + "/truth/" + network + "/posts"), null)
                .body();
    }

    void set(String json) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send("POST", URI.create(networks.control() + "/settings"), "{\"" + network + "\":" + json + "}");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /** As {@code 100} or {@code 100/33}; empty when there is none. */
    static String error(HttpResponse<String> answer) {
        JsonNode error = Http.json(answer).path("error");
        String code = error.path("code").asString("");
        return error.has("error_subcode")
                ? code + "/" + error.path("error_subcode").asString()
                : code;
    }

    static String proof(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SimulatedNetworks.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (media != null) {
            media.stop(0);
        }
        networks.close();
    }
}
