package io.postledger.api.post;

/** Commands on a post. */
public sealed interface PostCommand
        permits DraftPost,
                EditPost,
                SchedulePost,
                ReschedulePost,
                CancelPostSchedule,
                DeletePost,
                ImportPost,
                BeginPublishing,
                FinishPublishing {}
