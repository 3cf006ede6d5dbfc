package io.postledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.platform.Timeouts;
import io.postledger.platform.http.RawServer.Behaviour;
import io.postledger.platform.http.WireResult.Answered;
import io.postledger.platform.http.WireResult.Lost;
import io.postledger.platform.http.WireResult.NeverLeft;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it measures time")
class WireTest {

    private static final Timeouts SHORT = new Timeouts(Duration.ofMillis(400), Duration.ofMillis(900));

    private final Wire wire = new Wire(4);

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  RESET", "GET,  CLOSE", "GET,  SILENCE", "GET,  HALF_AN_ANSWER", "GET,  BUSY", "GET,  REDIRECT",
        "POST, RESET", "POST, CLOSE", "POST, SILENCE", "POST, HALF_AN_ANSWER", "POST, BUSY", "POST, REDIRECT"
    })
    void givenServerMisbehaves_whenSent_thenExactlyOneRequestArrives(String method, Behaviour behaviour)
            throws IOException {
        try (RawServer server = new RawServer(behaviour)) {
            WireResult result = wire.send(request(method, server.uri()), SHORT);

            boolean answers = behaviour == Behaviour.BUSY || behaviour == Behaviour.REDIRECT;
            assertThat(result).isInstanceOf(answers ? Answered.class : Lost.class);
            assertThat(server.requestsOnceQuiet()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void givenKeptConnectionThatBreaksOnItsSecondRequest_whenSent_thenThatRequestIsNotRepeated(String method)
            throws IOException {
        // The case in which the JDK's client, and most others, try again by themselves.
        try (RawServer server = new RawServer(Behaviour.ANSWER, Behaviour.CLOSE)) {
            assertThat(wire.send(request(method, server.uri()), SHORT)).isInstanceOf(Answered.class);

            WireResult second = wire.send(request(method, server.uri()), SHORT);

            assertThat(second).isInstanceOf(Lost.class);
            assertThat(((Lost) second).timedOut()).isFalse();
            assertThat(server.requestsOnceQuiet()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void givenNobodyListens_whenSent_thenNeverLeft() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        WireResult result = wire.send(request("POST", URI.create("http://127.0.0.1:" + port + "/")), SHORT);

        assertThat(result).isInstanceOf(NeverLeft.class);
    }

    @Test
    void givenUnknownHost_whenSent_thenNeverLeft() {
        WireResult result = wire.send(request("POST", URI.create("http://host.invalid/")), SHORT);

        assertThat(result).isInstanceOf(NeverLeft.class);
    }

    @Test
    void givenSilentServer_whenSent_thenTimedOutByTheSilenceAllowed() throws IOException {
        try (RawServer server = new RawServer(Behaviour.SILENCE)) {
            Lost lost = (Lost) wire.send(request("POST", server.uri()), SHORT);

            assertThat(lost.timedOut()).isTrue();
            assertThat(lost.durationMillis()).isBetween(350L, 850L);
        }
    }

    @Test
    void givenBodyThatTrickles_whenSent_thenTotalEndsIt() throws IOException {
        try (RawServer server = new RawServer(Behaviour.TRICKLE)) {
            Lost lost = (Lost) wire.send(request("POST", server.uri()), SHORT);

            assertThat(lost.timedOut()).isTrue();
            assertThat(lost.durationMillis()).isBetween(800L, 2500L);
        }
    }

    @Test
    void givenAnswer_whenSent_thenItIsReadWhole() throws IOException {
        try (RawServer server = new RawServer(Behaviour.ANSWER)) {
            Answered answered = (Answered) wire.send(request("POST", server.uri()), SHORT);

            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.body()).isEqualTo("é!");
            assertThat(answered.header("X-Thing")).hasValue("yes");
            assertThat(answered.toString()).doesNotContain("é!");
        }
    }

    @Test
    void givenSecretsInARequest_whenPrinted_thenNoneShows() {
        WireRequest request = WireRequest.post(
                URI.create("https://api.example/2/token?code=s3cret"),
                Map.of("Authorization", "Bearer s3cret"),
                WireBody.text("text/plain", "s3cret"));

        assertThat(request.toString()).isEqualTo("POST https://api.example/2/token");
    }

    private static WireRequest request(String method, URI uri) {
        return method.equals("GET")
                ? WireRequest.get(uri, Map.of())
                : WireRequest.post(uri, Map.of(), WireBody.text("application/json", "{\"text\":\"hello\"}"));
    }
}
