package io.postledger.api.privacy;

import io.postledger.api.StoredAs;

/** Nothing of the subject may be erased, for the reason given. */
@StoredAs(name = "privacy.LegalHoldPlaced")
public record LegalHoldPlaced(
        String erasureId,
        String subject,
        @PersonalData(of = PersonalData.Subject.SUBJECT) String reason) implements PrivacyEvent {}
