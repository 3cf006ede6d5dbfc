package io.postledger.api.post;

/** Where a post stands. */
public enum PostState {
    DRAFT,
    SCHEDULED,
    PUBLISHING,
    PUBLISHED,
    PARTLY_PUBLISHED,
    FAILED,
    DELETED
}
