package io.postledger.api.publication;

/** Commands on the delivery of one post to one account. */
public sealed interface PublicationCommand
        permits RequestPublication,
                StartPublicationAttempt,
                RecordPublished,
                RecordNotSent,
                RecordRefused,
                RecordOutcomeUnknown,
                RecordConfirmedAbsent,
                RecordLookUpUndecided,
                ResolveParkedPublication {}
