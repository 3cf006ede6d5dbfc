package io.postledger.command.user;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.Secret;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.user.AuthenticateUser;
import io.postledger.api.user.AuthenticatedUser;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.api.user.UserRegistered;
import io.postledger.command.Names;
import io.postledger.command.directory.Directory;
import io.postledger.command.directory.DirectoryProgress;
import io.postledger.command.directory.NameLocks;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Registers people and checks who they are. */
@Component
public class Identities implements RegisteredUsers, AddressReservations, Directory {
    private static final int MIN_PASSWORD = 10;

    /** In UTF-8 bytes: bcrypt reads no further, so that longer ones would be equal by their beginning. */
    private static final int MAX_PASSWORD_BYTES = 72;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,255}");

    private final Persons persons;
    private final Reservations reservations;
    private final JdbcClient jdbc;
    private final NameLocks names;
    private final DirectoryProgress progress;
    private final PasswordEncoder encoder = new BCryptPasswordEncoder();

    /** Compared with where the address is unknown, so that the time taken does not tell. */
    private final String nobodysHash = encoder.encode("nobody");

    Identities(
            Persons persons, Reservations reservations, JdbcClient jdbc, NameLocks names, DirectoryProgress progress) {
        this.persons = persons;
        this.reservations = reservations;
        this.jdbc = jdbc;
        this.names = names;
        this.progress = progress;
    }

    /** What a failure leaves is a reservation: nobody can sign in with it, and the next who wants the address gets it. */
    @Override
    public void reserve(RegisterUser command) {
        String email = normalised(command.email());
        if (!EMAIL.matcher(email).matches()) {
            throw new RejectedException(RejectionCode.EMAIL_INVALID, "This is no e-mail address");
        }
        requirePassword(command.password());
        String name = Names.require(command.displayName());
        String userId = command.userId().value();
        names.hold("user", userId);
        names.hold("email", email);
        if (persons.isReserved(email)) {
            // Its user may be in the log all the same, and the crash have come after that.
            progress.requireHead();
        }
        if (persons.find(email).isPresent()) {
            throw emailTaken();
        }
        try {
            reservations.reserve(
                    userId, email, name, encoder.encode(command.password().reveal()));
        } catch (DuplicateKeyException taken) {
            throw emailTaken();
        }
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof UserRegistered event) {
            jdbc.sql("UPDATE person SET registered = TRUE WHERE user_id = ? AND NOT registered")
                    .param(event.userId())
                    .update();
        } else if (message.getPayload() instanceof ErasureBegun begun) {
            jdbc.sql("DELETE FROM person WHERE user_id = ?")
                    .param(begun.subject())
                    .update();
        }
    }

    @Override
    public boolean isKnown(UserId userId) {
        progress.requireStarted();
        return persons.isKnown(userId.value());
    }

    @QueryHandler
    public AuthenticatedUser handle(AuthenticateUser query) {
        Person person = persons.find(normalised(query.email())).orElse(null);
        String hash = person == null ? nobodysHash : person.passwordHash();
        boolean matches =
                fits(query.password()) && encoder.matches(query.password().reveal(), hash);
        if (person == null || !matches) {
            throw new RejectedException(RejectionCode.BAD_CREDENTIALS, "The address or the password is wrong");
        }
        return new AuthenticatedUser(new UserId(person.userId()), person.displayName());
    }

    private static void requirePassword(Secret password) {
        if (password.reveal().length() < MIN_PASSWORD || !fits(password)) {
            throw new RejectedException(
                    RejectionCode.PASSWORD_TOO_WEAK,
                    "A password has at least " + MIN_PASSWORD + " characters and at most " + MAX_PASSWORD_BYTES
                            + " bytes",
                    Map.of("minimum", Integer.toString(MIN_PASSWORD)));
        }
    }

    private static boolean fits(Secret password) {
        return password.reveal().getBytes(StandardCharsets.UTF_8).length <= MAX_PASSWORD_BYTES;
    }

    private static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static RejectedException emailTaken() {
        return new RejectedException(RejectionCode.EMAIL_TAKEN, "This address is registered");
    }
}
