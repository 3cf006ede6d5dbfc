package io.postledger.command.user;

import io.postledger.api.privacy.PersonalData;
import io.postledger.privacy.PersonalCipher;
import java.util.Map;

/** What a person calls themselves, as it stands in the table: encrypted with their key. */
public record PersonWords(
        String userId,
        String subject,
        @PersonalData(of = PersonalData.Subject.SUBJECT) String email,
        @PersonalData(of = PersonalData.Subject.SUBJECT) String displayName) {
    private static final String STORED_AS = "person";

    PersonWords(String userId, String email, String displayName) {
        this(userId, userId, email, displayName);
    }

    PersonWords sealed(PersonalCipher cipher) {
        return (PersonWords) cipher.seal(this, STORED_AS, Map.of());
    }

    PersonWords opened(PersonalCipher cipher) {
        return (PersonWords) cipher.open(this, STORED_AS);
    }
}
