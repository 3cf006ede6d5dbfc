package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.CommandResult;
import io.postledger.api.user.RegisterUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Signing up where it is closed. */
@TestPropertySource(properties = "postledger.web.sign-up=closed")
class SignUpTest extends WebTest {
    private static final String SIGN_UP_KEY = "b3BlbiBzZXNhbWUgYnV0IG11Y2ggbG9uZ2Vy";

    @DynamicPropertySource
    static void signUpKey(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.createTempFile("postledger-test", ".key");
        file.toFile().deleteOnExit();
        Files.writeString(file, SIGN_UP_KEY + "\n");
        registry.add("postledger.web.sign-up-key-file", file::toString);
    }

    @BeforeEach
    void rooms() {
        rooms.onCommand(
                RegisterUser.class,
                command -> new CommandResult(command.userId().value(), 0));
    }

    @Test
    void givenTheKey_whenTheFirstPersonSignsUp_thenRegistered() {
        Http.Answer answer = signUp(anonymous.with("Sign-Up-Key", SIGN_UP_KEY));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(rooms.received(RegisterUser.class)).isNotNull();
    }

    @Test
    void givenNoKeyOrAnother_whenSigningUp_thenClosedAndNothingIsSent() {
        for (Http stranger : new Http[] {
            anonymous, http, anonymous.with("Sign-Up-Key", ""), anonymous.with("Sign-Up-Key", SIGN_UP_KEY + "x")
        }) {
            Http.Answer answer = signUp(stranger);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("SIGN_UP_CLOSED");
        }
        assertThat(rooms.receivedNone(RegisterUser.class)).isTrue();
    }

    private static Http.Answer signUp(Http who) {
        return who.post(
                "/api/users", "{\"email\":\"ada@example.com\",\"displayName\":\"Ada\",\"password\":\"correct horse\"}");
    }
}
