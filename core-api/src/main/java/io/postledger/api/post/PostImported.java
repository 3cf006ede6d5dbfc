package io.postledger.api.post;

import io.postledger.api.StoredAs;
import io.postledger.api.account.Platform;
import io.postledger.api.privacy.PersonalData;
import java.time.Instant;

/** A post that had gone out before was taken in. */
@StoredAs(name = "post.PostImported")
public record PostImported(
        String postId,
        String workspaceId,
        String publicationId,
        String accountId,
        Platform platform,
        @PersonalData String text,
        @PersonalData(identifier = true) String externalId,
        @PersonalData String uri,
        Instant publishedAt)
        implements PostEvent {}
