package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records how all of a post's publications ended. */
@Requires(Permission.SYSTEM)
public record FinishPublishing(@TargetAggregateIdentifier PostId postId, List<PublicationResult> results)
        implements PostCommand {}
