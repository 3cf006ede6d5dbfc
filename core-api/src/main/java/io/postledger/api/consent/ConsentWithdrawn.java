package io.postledger.api.consent;

import io.postledger.api.StoredAs;

/** The workspace agrees no longer: what was made of its data for this is removed, and nothing more is used. */
@StoredAs(name = "consent.ConsentWithdrawn")
public record ConsentWithdrawn(String consentsId, String workspaceId, Purpose purpose) implements ConsentEvent {}
