package io.postledger.api.post;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import io.postledger.api.account.AccountId;
import io.postledger.api.media.MediaChoice;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a post's text, targets, media and options, all of them; the version before is kept. Allowed until sending begins,
 * so a scheduled post may be edited, to something that all its networks take. Fields and rejections as {@link DraftPost};
 * also POST_NOT_FOUND, POST_ALREADY_SENDING, POST_NOT_EDITABLE (published or failed), POST_DELETED, and where it is scheduled
 * POST_WITHOUT_TARGETS and whatever {@link SchedulePost} refuses about content.
 */
@Requires(Permission.WRITE_CONTENT)
public record EditPost(
        @TargetAggregateIdentifier PostId postId,
        String text,
        List<AccountId> targets,
        @Nullable List<MediaChoice> media,
        @Nullable Map<AccountId, Map<String, String>> options)
        implements PostCommand {
    public EditPost {
        media = media == null ? List.of() : media;
        options = options == null ? Map.of() : options;
    }

    public EditPost(PostId postId, String text, List<AccountId> targets) {
        this(postId, text, targets, List.of(), Map.of());
    }
}
