package io.postledger.api.post;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on a post. */
@WhenMissing(RejectionCode.POST_NOT_FOUND)
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
