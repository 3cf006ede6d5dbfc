package io.postledger.api.publication;

/** Facts about the delivery of one post to one account. */
public sealed interface PublicationEvent
        permits PublicationRequested,
                PublicationPreparationStarted,
                PublicationPrepared,
                PublicationDeferred,
                PublicationHeld,
                PublicationReleased,
                PublicationAccepted,
                PublicationAttemptStarted,
                PublicationPublished,
                PublicationAttemptNotSent,
                PublicationFailed,
                PublicationOutcomeUnknown,
                PublicationConfirmedAbsent,
                PublicationParked,
                PublicationResolved {}
