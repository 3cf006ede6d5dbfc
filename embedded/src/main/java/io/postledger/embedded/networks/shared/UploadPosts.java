package io.postledger.embedded.networks.shared;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Networks where a finished upload is a post: it makes one, however often it is asked for, also when the process was killed
 * between the last byte and the post.
 */
public final class UploadPosts {

    /** Of a post: the upload that it came from. */
    public static final String UPLOAD = "upload";

    private final Posts posts;

    public UploadPosts(Posts posts) {
        this.posts = posts;
    }

    /** @param hiddenFor how long look-ups do not show it, if it is made now */
    public synchronized Post postOf(String uploadId, Draft draft, Duration hiddenFor) {
        Map<String, String> fields = new HashMap<>(draft.fields());
        fields.put(UPLOAD, uploadId);
        Draft marked = new Draft(draft.accountId(), draft.text(), draft.media(), fields);
        return posts.withField(draft.accountId(), UPLOAD, uploadId).orElseGet(() -> posts.post(marked, hiddenFor));
    }
}
