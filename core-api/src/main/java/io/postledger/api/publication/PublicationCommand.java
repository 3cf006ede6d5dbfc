package io.postledger.api.publication;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on the delivery of one post to one account. */
@WhenMissing(RejectionCode.PUBLICATION_NOT_FOUND)
public sealed interface PublicationCommand
        permits RequestPublication,
                StartPreparation,
                RecordPrepared,
                DeferPublication,
                HoldPublication,
                ReleasePublication,
                GiveUpHeldPublication,
                CancelPublication,
                RecordAccepted,
                StartPublicationAttempt,
                RecordPublished,
                RecordNotSent,
                RecordRefused,
                RecordOutcomeUnknown,
                RecordConfirmedAbsent,
                RecordLookUpUndecided,
                ResolveParkedPublication {}
