package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Writes down that the media of a post is being made ready. Rejected: ATTEMPT_NOT_OPEN where it is too late for that. */
@Requires(Permission.SYSTEM)
public record StartPreparation(@TargetAggregateIdentifier PublicationId publicationId) implements PublicationCommand {}
