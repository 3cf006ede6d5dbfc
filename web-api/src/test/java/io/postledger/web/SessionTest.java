package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.api.CommandResult;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.user.AuthenticateUser;
import io.postledger.api.user.AuthenticatedUser;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.FindMyWorkspaces;
import io.postledger.api.workspace.WorkspaceList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest extends WebTest {
    @BeforeEach
    void rooms() {
        rooms.onQuery(FindMyWorkspaces.class, WorkspaceList.class, query -> new WorkspaceList(List.of()));
        rooms.onQuery(
                AuthenticateUser.class,
                AuthenticatedUser.class,
                query -> query.password().reveal().equals("correct horse")
                        ? new AuthenticatedUser(user, "Ada")
                        : Rooms.reject(new RejectedException(RejectionCode.BAD_CREDENTIALS, "No")));
        rooms.onCommand(
                RegisterUser.class,
                command -> new CommandResult(command.userId().value(), 0));
    }

    @Test
    void givenNobody_whenSigningUp_thenRegisteredAsAnonymous() {
        Http.Answer answer = anonymous.post("/api/users", """
                {"userId":"%s","email":"ada@example.com","displayName":"Ada","password":"correct horse"}""".formatted(user));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("id").asString()).isEqualTo(user.value());
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(rooms.received(RegisterUser.class).getMetaData())
                .containsEntry(MessageContext.ACTOR, MessageContext.ANONYMOUS);
    }

    @Test
    void givenPassword_whenSigningIn_thenTokenOpensTheApi() {
        Http.Answer session =
                anonymous.post("/api/session", "{\"email\":\"ada@example.com\",\"password\":\"correct horse\"}");

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().path("tokenType").asString()).isEqualTo("Bearer");
        assertThat(session.json().path("userId").asString()).isEqualTo(user.value());
        assertThat(Instant.parse(session.json().path("expiresAt").asString()))
                .isBetween(clock.instant().plusSeconds(880), clock.instant().plusSeconds(900));
        Http signedIn = new Http(port, session.json().path("accessToken").asString());
        assertThat(signedIn.get("/api/workspaces").status()).isEqualTo(200);
        assertThat(rooms.received(FindMyWorkspaces.class).getMetaData())
                .containsEntry(MessageContext.ACTOR, "user:" + user);
    }

    @Test
    void givenWrongPassword_whenSigningIn_thenUnauthorizedWithItsCode() {
        Http.Answer answer = anonymous.post("/api/session", "{\"email\":\"ada@example.com\",\"password\":\"wrong\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("BAD_CREDENTIALS");
    }

    @Test
    void givenValidToken_whenRenewed_thenTheNewOneOutlivesTheOld() {
        clock.advance(Duration.ofMinutes(14));
        Http.Answer renewed = http.post("/api/session/renewal", "");
        assertThat(renewed.status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(2));
        assertThat(http.get("/api/workspaces").code()).isEqualTo("TOKEN_EXPIRED");
        Http later = new Http(port, renewed.json().path("accessToken").asString());
        assertThat(later.get("/api/workspaces").status()).isEqualTo(200);
    }

    @Test
    void givenSessionOfTwelveHours_whenRenewed_thenPasswordIsAskedForAgain() {
        Http bearer = http;
        for (int quarter = 0; quarter < 50; quarter++) {
            clock.advance(Duration.ofMinutes(14));
            Http.Answer renewed = bearer.post("/api/session/renewal", "");
            assertThat(renewed.status()).isEqualTo(200);
            bearer = new Http(port, renewed.json().path("accessToken").asString());
        }
        clock.advance(Duration.ofMinutes(14));
        bearer = new Http(
                port,
                bearer.post("/api/session/renewal", "")
                        .json()
                        .path("accessToken")
                        .asString());
        clock.advance(Duration.ofMinutes(14));

        Http.Answer refused = bearer.post("/api/session/renewal", "");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("TOKEN_EXPIRED");
    }

    @Test
    void givenSessionThatEnded_whenAnythingIsAsked_thenRefusedWithinASecond_alsoWhileTheStoreIsAway() {
        assertThat(http.get("/api/workspaces").status()).isEqualTo(200);
        endedPeople.end(user.value(), clock.instant());
        await().atMost(Duration.ofSeconds(2))
                .until(() -> http.get("/api/workspaces").code().equals("SESSION_ENDED"));
        endedPeople.away(true);

        Http.Answer refused = http.post("/api/session/renewal", "");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("SESSION_ENDED");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        UserId another = ids.next(UserId.PREFIX, UserId::new);
        assertThat(new Http(port, tokens.issue(another).token())
                        .get("/api/workspaces")
                        .status())
                .isEqualTo(200);
    }
}
