package io.postledger.api.consent;

import io.postledger.api.StoredAs;

/** The workspace agrees from here on; fields as in {@link GiveConsent}. */
@StoredAs(name = "consent.ConsentGiven")
public record ConsentGiven(String consentsId, String workspaceId, Purpose purpose, int textVersion)
        implements ConsentEvent {}
