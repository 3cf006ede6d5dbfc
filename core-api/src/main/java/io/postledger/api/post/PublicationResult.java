package io.postledger.api.post;

import io.postledger.api.account.AccountId;
import io.postledger.api.publication.PublicationId;
import org.jspecify.annotations.Nullable;

/** How the delivery to one account ended; {@code reason} is null where it was published. */
public record PublicationResult(
        PublicationId publicationId,
        AccountId accountId,
        boolean published,
        @Nullable String reason) {}
