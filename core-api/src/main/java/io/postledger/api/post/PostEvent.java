package io.postledger.api.post;

/** Facts about a post: its content versions, its schedule, and how its publishing began and ended. */
public sealed interface PostEvent
        permits PostDrafted,
                PostEdited,
                PostScheduled,
                PostRescheduled,
                PostScheduleCancelled,
                PostPublishingBegun,
                PostPublished,
                PostPartlyPublished,
                PostPublishingFailed,
                PostDeleted,
                PostImported {}
