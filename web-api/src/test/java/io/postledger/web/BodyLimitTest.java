package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.post.DraftPost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyLimitTest extends WebTest {
    private static final int MEGABYTE = 1 << 20;

    @BeforeEach
    void rooms() {
        rooms.onCommand(
                DraftPost.class, command -> new CommandResult(command.postId().value(), 0));
    }

    /** A well-formed body of exactly this many bytes. */
    private static byte[] body(int bytes) {
        String frame = "{\"text\":\"\",\"targets\":[]}";
        return ("{\"text\":\"" + "a".repeat(bytes - frame.length()) + "\",\"targets\":[]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Http.Answer announced(byte[] body) {
        return http.send("POST", path("/posts"), HttpRequest.BodyPublishers.ofByteArray(body), "application/json");
    }

    private Http.Answer chunked(byte[] body) {
        return http.send(
                "POST",
                path("/posts"),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "application/json");
    }

    private void assertTooLarge(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(rooms.receivedNone(DraftPost.class)).isTrue();
    }

    @Test
    void givenOneMegabyte_whenSent_thenTaken() {
        assertThat(announced(body(MEGABYTE)).status()).isEqualTo(201);
        assertThat(chunked(body(MEGABYTE)).status()).isEqualTo(201);
    }

    @Test
    void givenOneByteMore_whenSent_thenTooLarge() {
        assertTooLarge(announced(body(MEGABYTE + 1)));
        assertTooLarge(chunked(body(MEGABYTE + 1)));
    }

    @Test
    void givenTenMegabytes_whenSent_thenTooLarge() {
        assertTooLarge(announced(body(10 * MEGABYTE)));
        assertTooLarge(chunked(body(10 * MEGABYTE)));
    }

    @Test
    void givenTenMegabytesAnnounced_whenNoneOfThemIsSentYet_thenAnsweredAtOnce() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path("/posts") + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + 10 * MEGABYTE + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }
}
