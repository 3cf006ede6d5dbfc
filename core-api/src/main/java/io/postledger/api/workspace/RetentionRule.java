package io.postledger.api.workspace;

/** What a workspace may have deleted by itself. Stored in events: constants are added, never renamed. */
public enum RetentionRule {
    /** Bytes of a picture or video that no post has had, or none has any more. */
    UNUSED_MEDIA,
    /** Bytes of a picture or video whose posts have all gone out, failed or been deleted. */
    MEDIA_OF_ENDED_POSTS
}
