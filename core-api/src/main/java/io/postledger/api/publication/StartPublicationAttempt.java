package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Writes down the intent to send, before the first byte is sent. Repeating the newest attempt's number is refused: ATTEMPT_STILL_OPEN tells that an earlier run may have sent, and that it must be looked up first. {@code attempt} counts from 1. */
@Requires(Permission.SYSTEM)
public record StartPublicationAttempt(
        @TargetAggregateIdentifier PublicationId publicationId, int attempt) implements PublicationCommand {}
