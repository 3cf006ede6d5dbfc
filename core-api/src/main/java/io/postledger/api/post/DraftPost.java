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
 * Drafts a post for the given accounts (none yet is allowed). A draft may lack what a network asks for (a board, a
 * picture); what it has must be such that the networks would take it. Rejected: CONTENT_EMPTY (neither text nor media),
 * whatever a target network would refuse and adding does not mend (its code; the details name all of it), ACCOUNT_NOT_FOUND,
 * ACCOUNT_NOT_CONNECTED, MEDIA_NOT_FOUND, ALT_TEXT_TOO_LONG, TARGETS_INVALID (more than 50, one twice, options for an account
 * that is none), ID_ALREADY_USED.
 *
 * @param text possibly empty where there is media
 * @param media in the order in which they are shown; null for none
 * @param options by target: what only its network asks for (a title, a board), and {@code text} for a text other than the
 *     post's there; null for none
 */
@Requires(Permission.WRITE_CONTENT)
public record DraftPost(
        @TargetAggregateIdentifier PostId postId,
        String text,
        List<AccountId> targets,
        @Nullable List<MediaChoice> media,
        @Nullable Map<AccountId, Map<String, String>> options)
        implements PostCommand {
    public DraftPost {
        media = media == null ? List.of() : media;
        options = options == null ? Map.of() : options;
    }

    public DraftPost(PostId postId, String text, List<AccountId> targets) {
        this(postId, text, targets, List.of(), Map.of());
    }
}
