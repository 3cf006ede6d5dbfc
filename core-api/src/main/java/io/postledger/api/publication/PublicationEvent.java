package io.postledger.api.publication;

/** Facts about the delivery of one post to one account. */
public sealed interface PublicationEvent
        permits PublicationRequested,
                PublicationAttemptStarted,
                PublicationPublished,
                PublicationAttemptNotSent,
                PublicationFailed,
                PublicationOutcomeUnknown,
                PublicationConfirmedAbsent,
                PublicationParked,
                PublicationResolved {}
