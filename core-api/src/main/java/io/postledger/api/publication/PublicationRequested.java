package io.postledger.api.publication;

import io.postledger.api.StoredAs;
import io.postledger.api.account.Platform;
import java.time.Instant;

/** The delivery of a post to one account was asked for. */
@StoredAs(name = "publication.PublicationRequested")
public record PublicationRequested(
        String publicationId,
        String workspaceId,
        String postId,
        String accountId,
        Platform platform,
        int contentVersion,
        String text,
        Instant dueAt)
        implements PublicationEvent {}
