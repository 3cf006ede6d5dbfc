package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import io.postledger.api.publication.PublicationId;
import java.net.URI;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes in a post that went out before Postledger, so that its metrics have a place. {@code publishedAt} in UTC, not in the future (SCHEDULE_IN_PAST never applies). Rejected: ACCOUNT_NOT_FOUND, CONTENT_EMPTY, INVALID_REQUEST, ID_ALREADY_USED. */
@Requires(Permission.WRITE_CONTENT)
public record ImportPost(
        @TargetAggregateIdentifier PostId postId,
        PublicationId publicationId,
        AccountId accountId,
        String text,
        String externalId,
        URI uri,
        Instant publishedAt)
        implements PostCommand {}
