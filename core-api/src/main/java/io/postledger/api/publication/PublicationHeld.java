package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import java.time.Instant;

/**
 * The network no longer accepts our grant: it waits for the account to be connected again, until {@code giveUpAt} (UTC).
 *
 * @param attempt whose outcome is still to be found out; 0 where none is open
 */
@StoredAs(name = "publication.PublicationHeld")
public record PublicationHeld(
        String publicationId, String postId, String accountId, int attempt, String reason, Instant giveUpAt)
        implements PublicationEvent {}
