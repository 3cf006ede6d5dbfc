package io.postledger.command.user;

import io.postledger.api.user.UserId;
import java.util.Optional;

/** What people said about themselves. */
public interface PersonalDetails {
    /** Empty where nobody has this id, or they were erased. */
    Optional<PersonWords> find(UserId userId);
}
