package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Replaces a post's text and targets; the version before is kept. Allowed until sending begins, so a scheduled post may be edited. Rejected: as {@link DraftPost}, POST_NOT_FOUND, POST_ALREADY_SENDING, POST_NOT_EDITABLE (published or failed), POST_DELETED. */
@Requires(Permission.WRITE_CONTENT)
public record EditPost(@TargetAggregateIdentifier PostId postId, String text, List<AccountId> targets)
        implements PostCommand {}
