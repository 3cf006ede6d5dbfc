package io.postledger.web.post;

import io.postledger.api.post.PostState;
import io.postledger.api.post.PostView;
import io.postledger.api.publication.PublicationState;
import io.postledger.web.call.Answers;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A post's entity tag: its version. While networks are at work its deliveries move without a new version of the post;
 * until they have settled a checksum of them follows after a dot, so that a reader is never told that nothing changed
 * when something did. {@code If-Match} reads the version from either.
 */
final class PostTag {
    private PostTag() {}

    static String of(PostView post) {
        if (settled(post)) {
            return Answers.entityTag(post.version());
        }
        CRC32 deliveries = new CRC32();
        deliveries.update(post.targets().toString().getBytes(StandardCharsets.UTF_8));
        return "\"" + post.version() + "." + Long.toHexString(deliveries.getValue()) + "\"";
    }

    private static boolean settled(PostView post) {
        boolean sent = switch (post.state()) {
            case DRAFT, SCHEDULED, DELETED -> false;
            case PUBLISHING, PUBLISHED, PARTLY_PUBLISHED, FAILED -> true;
        };
        return !sent
                || post.state() != PostState.PUBLISHING
                        && post.targets().stream().allMatch(target -> isFinal(target.state()));
    }

    private static boolean isFinal(PublicationState state) {
        return state != null && state.isFinal();
    }
}
