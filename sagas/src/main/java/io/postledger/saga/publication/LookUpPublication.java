package io.postledger.saga.publication;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.RecordConfirmedAbsent;
import io.postledger.api.publication.RecordLookUpUndecided;
import io.postledger.api.publication.RecordPublished;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectors;
import io.postledger.platform.LookUp;
import io.postledger.platform.MediaSource;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.saga.account.Access;
import io.postledger.saga.account.AccountGrants;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Asks the network what became of an attempt. Not being there is proof only once the attempt can no longer be running
 * and the network has had its time to show it.
 */
@Component
class LookUpPublication {
    private final PublishingCommands commands;
    private final AccountGrants grants;
    private final Connectors connectors;
    private final MediaSource media;
    private final Clock clock;

    LookUpPublication(
            PublishingCommands commands, AccountGrants grants, Connectors connectors, MediaSource media, Clock clock) {
        this.commands = commands;
        this.grants = grants;
        this.connectors = connectors;
        this.media = media;
        this.clock = clock;
    }

    void run(Delivery delivery) {
        try {
            commands.send(delivery.workspaceId(), lookUp(delivery));
        } catch (RejectedException e) {
            if (e.code() != RejectionCode.ATTEMPT_NOT_OPEN) {
                throw e;
            }
        }
    }

    private Object lookUp(Delivery delivery) {
        PublicationId id = new PublicationId(delivery.publicationId());
        int attempt = delivery.attempt();
        Access access = grants.access(delivery.accountId());
        if (!(access instanceof Access.Granted granted)) {
            return new RecordLookUpUndecided(id, attempt, ((Access.Denied) access).reason(), Exchanges.NONE);
        }
        PlatformConnector connector = connectors.require(delivery.platform());
        Instant lastSentAt = Objects.requireNonNull(delivery.lastSentAt());
        boolean absenceIsProof = clock.instant()
                .isAfter(lastSentAt.plus(SendPublication.DEADLINE).plus(connector.visibilityDelay()));
        LookUp lookUp = find(connector, delivery, granted);
        if (lookUp instanceof LookUp.Found found) {
            return new RecordPublished(
                    id,
                    attempt,
                    found.externalId(),
                    found.uri().toString(),
                    lastSentAt,
                    Exchanges.of(found.exchange()));
        }
        if (lookUp instanceof LookUp.Undecided undecided) {
            return new RecordLookUpUndecided(id, attempt, undecided.code(), Exchanges.of(undecided.exchange()));
        }
        return absenceIsProof
                ? new RecordConfirmedAbsent(id, attempt, Exchanges.of(lookUp.exchange()))
                : new RecordLookUpUndecided(id, attempt, "NOT_VISIBLE_YET", Exchanges.of(lookUp.exchange()));
    }

    private LookUp find(PlatformConnector connector, Delivery delivery, Access.Granted granted) {
        Attempt attempt = new Attempt(
                Objects.requireNonNull(delivery.firstSentAt()), Objects.requireNonNull(delivery.lastSentAt()));
        LookUp lookUp = connector.lookUp(submission(delivery, granted), Prepared.NOTHING, attempt);
        if (lookUp instanceof LookUp.Undecided undecided && undecided.code().equals(Codes.NEEDS_REFRESH)) {
            Access renewed = grants.accessAfter(
                    delivery.accountId(), granted.credentials().accessToken());
            if (renewed instanceof Access.Granted again) {
                return connector.lookUp(submission(delivery, again), Prepared.NOTHING, attempt);
            }
        }
        return lookUp;
    }

    private Submission submission(Delivery delivery, Access.Granted granted) {
        return new Submission(granted.credentials(), granted.account(), delivery.content(), media);
    }
}
