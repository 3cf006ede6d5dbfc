package io.postledger.command.user;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.Secret;
import io.postledger.api.user.AuthenticateUser;
import io.postledger.api.user.AuthenticatedUser;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.command.Names;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers people and checks who they are. */
@Component
public class Identities implements RegisteredUsers {
    private static final int MIN_PASSWORD = 10;

    /** In UTF-8 bytes: bcrypt reads no further, so that longer ones would be equal by their beginning. */
    private static final int MAX_PASSWORD_BYTES = 72;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,255}");

    private final Persons persons;
    private final PasswordEncoder encoder = new BCryptPasswordEncoder();

    /** Compared with where the address is unknown, so that the time taken does not tell. */
    private final String nobodysHash = encoder.encode("nobody");

    Identities(Persons persons) {
        this.persons = persons;
    }

    /** Stores a new identity in the running transaction. Rejected: as {@link RegisterUser}. */
    void register(RegisterUser command) {
        String email = normalised(command.email());
        if (!EMAIL.matcher(email).matches()) {
            throw new RejectedException(RejectionCode.EMAIL_INVALID, "This is no e-mail address");
        }
        requirePassword(command.password());
        String name = Names.require(command.displayName());
        if (persons.existsByEmail(email)) {
            throw emailTaken();
        }
        try {
            persons.saveAndFlush(new Person(
                    command.userId().value(),
                    email,
                    name,
                    encoder.encode(command.password().reveal())));
        } catch (DataIntegrityViolationException raced) {
            throw emailTaken();
        }
    }

    @Override
    public boolean isKnown(UserId userId) {
        return persons.existsById(userId.value());
    }

    @QueryHandler
    @Transactional(readOnly = true)
    public AuthenticatedUser handle(AuthenticateUser query) {
        Person person = persons.findByEmail(normalised(query.email())).orElse(null);
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
