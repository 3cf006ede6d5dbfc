package io.postledger.api.publication;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.post.PostId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Begins the delivery of a post to one account. */
@Requires(Permission.SYSTEM)
public record RequestPublication(
        @TargetAggregateIdentifier PublicationId publicationId,
        PostId postId,
        AccountId accountId,
        Platform platform,
        int contentVersion,
        String text,
        List<Attachment> media,
        Map<String, String> options,
        Instant dueAt)
        implements PublicationCommand {}
