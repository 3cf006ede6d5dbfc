package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.BeginAccountConnection;
import io.postledger.api.account.CompleteAccountConnection;
import io.postledger.api.account.ConnectionStarted;
import io.postledger.api.account.Platform;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountApiTest extends WebTest {
    private static final Instant EXPIRES = Instant.parse("2026-11-01T12:10:00Z");
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void givenPlatform_whenConnecting_thenTheNetworkSendsBackToOurOwnPage() {
        rooms.onCommand(
                BeginAccountConnection.class,
                command -> new ConnectionStarted(
                        command.accountId(), URI.create("https://x.com/i/oauth2/authorize?state=s"), EXPIRES));

        Http.Answer answer = http.post(
                path("/account-connections"),
                "{\"accountId\":\"" + account + "\",\"platform\":\"X\",\"externalId\":\"17\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("authorizationUri").asString()).startsWith("https://x.com/");
        assertThat(answer.json().path("expiresAt").asString()).isEqualTo("2026-11-01T12:10:00Z");
        assertThat(rooms.received(BeginAccountConnection.class).getPayload())
                .isEqualTo(new BeginAccountConnection(
                        account, Platform.X, URI.create("http://127.0.0.1:" + port + "/api/oauth/callback"), "17"));
    }

    @Test
    void givenGrant_whenTheBrowserComesBack_thenAPageSaysSo() {
        rooms.onCommand(CompleteAccountConnection.class, command -> new CommandResult(account.value(), 0));

        Http.Answer answer =
                anonymous.with("Accept", BROWSER).get("/api/oauth/callback?state=secret-state&code=secret-code");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.raw().body()).contains("Account connected").doesNotContain("secret");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        CompleteAccountConnection sent = (CompleteAccountConnection)
                rooms.received(CompleteAccountConnection.class).getPayload();
        assertThat(sent.state().reveal()).isEqualTo("secret-state");
        assertThat(sent.code().reveal()).isEqualTo("secret-code");
        assertThat(rooms.received(CompleteAccountConnection.class).getMetaData())
                .containsEntry(MessageContext.ACTOR, MessageContext.ANONYMOUS);
    }

    @Test
    void givenGrant_whenJsonIsAccepted_thenTheAccountIsNamed() {
        rooms.onCommand(CompleteAccountConnection.class, command -> new CommandResult(account.value(), 0));

        Http.Answer answer = anonymous.with("Accept", "application/json").get("/api/oauth/callback?state=s&code=c");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id").asString()).isEqualTo(account.value());
    }

    @Test
    void givenRefusal_whenTheBrowserComesBack_thenAPageSaysWhy() {
        rooms.onCommand(
                CompleteAccountConnection.class,
                command ->
                        Rooms.reject(new RejectedException(RejectionCode.CONNECTION_REFUSED, "They said <no> & left")));

        Http.Answer answer = anonymous.with("Accept", BROWSER).get("/api/oauth/callback?state=s&error=access_denied");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.raw().body()).contains("CONNECTION_REFUSED").contains("They said &lt;no&gt; &amp; left");
    }

    @Test
    void givenNeitherCodeNorError_whenJsonIsAccepted_thenInvalid() {
        Http.Answer answer = anonymous.with("Accept", "application/json").get("/api/oauth/callback?state=s");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(rooms.receivedNone(CompleteAccountConnection.class)).isTrue();
    }
}
