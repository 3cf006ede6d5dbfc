package io.postledger.command.post;

import io.postledger.api.media.Attachment;
import io.postledger.api.post.PostTarget;
import io.postledger.api.privacy.KeptSealed;
import io.postledger.api.privacy.PersonalData;
import java.util.List;

/** What a post says, and where: kept in snapshots as it is in events, encrypted. */
@KeptSealed
record PostContent(
        String postId,
        String workspaceId,
        @PersonalData String text,
        List<PostTarget> targets,
        List<Attachment> media) {

    PostContent with(String newText, List<PostTarget> newTargets, List<Attachment> newMedia) {
        return new PostContent(postId, workspaceId, newText, newTargets, newMedia);
    }

    /** Whether this is what it says already. */
    boolean is(String otherText, List<PostTarget> otherTargets, List<Attachment> otherMedia) {
        return text.equals(otherText) && targets.equals(otherTargets) && media.equals(otherMedia);
    }
}
