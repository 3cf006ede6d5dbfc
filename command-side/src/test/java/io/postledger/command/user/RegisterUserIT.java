package io.postledger.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.Secret;
import io.postledger.api.user.AuthenticateUser;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.api.user.UserRegistered;
import io.postledger.command.DirectoryRig;
import io.postledger.privacy.PostgresSubjectKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Registering, and whatever moment it ends at. */
class RegisterUserIT extends DirectoryRig {
    private static final String NO_WORKSPACE = "";
    private static final String PASSWORD = "correct horse";

    private final String email = ids.next("mail", id -> id) + "@example.com";
    private final UserId user = newUser();

    @Autowired
    private Identities identities;

    @Autowired
    private PostgresSubjectKeys keys;

    private UserId newUser() {
        return ids.next(UserId.PREFIX, UserId::new);
    }

    private RegisterUser register(UserId userId, String password) {
        return new RegisterUser(userId, email, "Ada", new Secret(password));
    }

    private UserId signIn(String password) {
        return identities
                .handle(new AuthenticateUser(email, new Secret(password)))
                .userId();
    }

    private static void assertRefused(Runnable work, RejectionCode code) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    /** As where the process dies when the address is reserved and the event is not in the log. */
    private void reservedOnly(UserId userId, String password) {
        inTransaction(() -> identities.reserve(register(userId, password)));
    }

    @Test
    void givenNothing_whenRegistered_thenCanSignInAtOnce() {
        send(NO_WORKSPACE, register(user, PASSWORD));

        assertThat(signIn(PASSWORD)).isEqualTo(user);
        assertThat(identities.isKnown(user)).isTrue();
    }

    @Test
    void givenRegistered_whenRequestRepeated_thenAnsweredAsTheFirstTime() {
        CommandResult first = send(NO_WORKSPACE, register(user, PASSWORD), "register-" + user);

        assertThat(send(NO_WORKSPACE, register(user, PASSWORD), "register-" + user))
                .isEqualTo(first);
    }

    @Test
    void givenRegistered_whenAddressUsedByAnother_thenRefusedInWhateverCase() {
        send(NO_WORKSPACE, register(user, PASSWORD));

        assertRefused(() -> send(NO_WORKSPACE, register(newUser(), PASSWORD)), RejectionCode.EMAIL_TAKEN);
        assertRefused(
                () -> send(
                        NO_WORKSPACE,
                        new RegisterUser(newUser(), " " + email.toUpperCase() + " ", "Eve", new Secret(PASSWORD))),
                RejectionCode.EMAIL_TAKEN);
        assertThat(signIn(PASSWORD)).isEqualTo(user);
    }

    @Test
    void givenRegistered_thenNameAndAddressAreNotReadableInTheTable() {
        send(NO_WORKSPACE, register(user, PASSWORD));
        assertThat(jdbc.sql("SELECT email || display_name FROM person WHERE user_id = ?")
                        .param(user.value())
                        .query(String.class)
                        .single())
                .doesNotContain(email)
                .doesNotContain("Ada");
    }

    @Test
    void givenRegistered_whenIdUsedByAnotherRequest_thenRefusedAndNoAddressIsReserved() {
        send(NO_WORKSPACE, register(user, PASSWORD));
        String other = "other-" + email;

        assertRefused(
                () -> send(NO_WORKSPACE, new RegisterUser(user, other, "Eve", new Secret(PASSWORD))),
                RejectionCode.ID_ALREADY_USED);
        assertThat(jdbc.sql("SELECT count(*) FROM person WHERE email_hash = ?")
                        .param(keys.hash(other))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givenNothing_whenAddressPasswordOrNameCannotBe_thenRefused() {
        assertRefused(
                () -> send(NO_WORKSPACE, new RegisterUser(user, "nowhere", "Ada", new Secret(PASSWORD))),
                RejectionCode.EMAIL_INVALID);
        assertRefused(() -> send(NO_WORKSPACE, register(user, "short")), RejectionCode.PASSWORD_TOO_WEAK);
        assertRefused(() -> send(NO_WORKSPACE, register(user, "é".repeat(37))), RejectionCode.PASSWORD_TOO_WEAK);
        assertRefused(
                () -> send(NO_WORKSPACE, new RegisterUser(user, email, " ", new Secret(PASSWORD))),
                RejectionCode.NAME_INVALID);
    }

    @Test
    void givenCrashBeforeTheEvent_thenNobodyIsRegistered() {
        reservedOnly(user, PASSWORD);

        assertThat(identities.isKnown(user)).isFalse();
        assertRefused(() -> signIn(PASSWORD), RejectionCode.BAD_CREDENTIALS);
    }

    @Test
    void givenCrashBeforeTheEvent_whenTheSameUserTriesAgain_thenRegisteredWithWhatTheySayNow() {
        reservedOnly(user, PASSWORD);

        send(NO_WORKSPACE, register(user, "another password"));

        assertThat(signIn("another password")).isEqualTo(user);
        assertRefused(() -> signIn(PASSWORD), RejectionCode.BAD_CREDENTIALS);
    }

    @Test
    void givenCrashBeforeTheEvent_whenAnotherWantsTheAddress_thenTheyGetIt() {
        reservedOnly(user, PASSWORD);
        UserId another = newUser();

        send(NO_WORKSPACE, register(another, "another password"));

        assertThat(signIn("another password")).isEqualTo(another);
        assertThat(identities.isKnown(user)).isFalse();
    }

    @Test
    void givenCrashAfterTheEvent_whenAnotherWantsTheAddressAtOnce_thenRefusedAndTheFirstCanSignIn() {
        reservedOnly(user, PASSWORD);
        onlyInTheLog("User", user.value(), 0, NO_WORKSPACE, new UserRegistered(user.value()));

        assertRefused(() -> send(NO_WORKSPACE, register(newUser(), PASSWORD)), RejectionCode.EMAIL_TAKEN);
        assertThat(signIn(PASSWORD)).isEqualTo(user);
    }

    @Test
    void givenCrashAfterTheEvent_whenNobodyDoesAnything_thenSoonTheyCanSignIn() {
        reservedOnly(user, PASSWORD);
        onlyInTheLog("User", user.value(), 0, NO_WORKSPACE, new UserRegistered(user.value()));

        await().atMost(Duration.ofSeconds(10)).until(() -> identities.isKnown(user));
        assertThat(signIn(PASSWORD)).isEqualTo(user);
    }

    @Test
    void givenManyWantOneAddressAtOnce_thenOneGetsIt() throws Exception {
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            attempts.add(() -> {
                try {
                    send(NO_WORKSPACE, register(newUser(), PASSWORD));
                    return true;
                } catch (RejectedException refused) {
                    assertThat(refused.code()).isEqualTo(RejectionCode.EMAIL_TAKEN);
                    return false;
                }
            });
        }
        ExecutorService atOnce = Executors.newFixedThreadPool(attempts.size());
        try {
            int registered = 0;
            for (Future<Boolean> attempt : atOnce.invokeAll(attempts)) {
                registered += attempt.get() ? 1 : 0;
            }
            assertThat(registered).isEqualTo(1);
        } finally {
            atOnce.shutdownNow();
        }
    }
}
