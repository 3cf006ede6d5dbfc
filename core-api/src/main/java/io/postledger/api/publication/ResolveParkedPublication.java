package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A person decides what became of a parked publication; {@code externalId} and {@code uri} go with PUBLISHED. Rejected: PUBLICATION_NOT_FOUND, PUBLICATION_NOT_PARKED. */
@Requires(Permission.WRITE_CONTENT)
public record ResolveParkedPublication(
        @TargetAggregateIdentifier PublicationId publicationId,
        Resolution resolution,
        @Nullable String externalId,
        @Nullable String uri)
        implements PublicationCommand {}
