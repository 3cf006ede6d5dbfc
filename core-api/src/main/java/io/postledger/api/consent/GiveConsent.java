package io.postledger.api.consent;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Agrees to a use of the workspace's data from now on. Done again with the same text it changes nothing; with a newer one, that
 * one is agreed to. Rejected: WORKSPACE_NOT_FOUND (the id of another workspace's consents), CONSENT_TEXT_NOT_CURRENT.
 *
 * @param textVersion of the words that were agreed to: {@link Purpose#textVersion()}, as {@link FindConsents} shows them
 */
@Requires(Permission.CONSENT)
public record GiveConsent(@TargetAggregateIdentifier ConsentsId consentsId, Purpose purpose, int textVersion)
        implements ConsentCommand {}
