package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Drafts a post for the given accounts (none yet is allowed). Rejected: CONTENT_EMPTY, CONTENT_TOO_LONG (by each target network's own counting), ACCOUNT_NOT_FOUND, ACCOUNT_NOT_CONNECTED, TARGETS_INVALID (more than 50, or one twice), ID_ALREADY_USED. */
@Requires(Permission.WRITE_CONTENT)
public record DraftPost(@TargetAggregateIdentifier PostId postId, String text, List<AccountId> targets)
        implements PostCommand {}
