package io.postledger.command.privacy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.BeginErasure;
import io.postledger.api.privacy.CancelErasure;
import io.postledger.api.privacy.CertifyErasure;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.privacy.ErasureCancelled;
import io.postledger.api.privacy.ErasureCertified;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.ErasureRequested;
import io.postledger.api.privacy.LegalHoldLifted;
import io.postledger.api.privacy.LegalHoldPlaced;
import io.postledger.api.privacy.LiftLegalHold;
import io.postledger.api.privacy.PlaceLegalHold;
import io.postledger.api.privacy.RequestErasure;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The erasure of one person or workspace: asked for, held, begun, certified. */
@Aggregate(cache = AggregateMemory.NAME)
public class Erasure extends Root {
    private static final int LONGEST_REASON = 2_000;

    @AggregateIdentifier
    private @Nullable String erasureId;

    private @Nullable String subject;
    private @Nullable Instant dueAt;
    private boolean held;
    private boolean begun;
    private boolean certified;

    protected Erasure() {}

    /** Asked for again, whatever came of it meanwhile, it is as it was; once cancelled it is asked for anew. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            RequestErasure command,
            @MetaDataValue(MessageContext.ACTOR) String actor,
            ErasureRules rules,
            Clock clock) {
        requireIdOf(command.erasureId(), command.subject());
        if (begun) {
            return;
        }
        rules.requireAllowed(actor, command.subject());
        if (dueAt == null) {
            apply(new ErasureRequested(command.erasureId().value(), command.subject(), rules.dueAt(clock.instant())));
        }
    }

    @CommandHandler
    void handle(CancelErasure command, @MetaDataValue(MessageContext.ACTOR) String actor, ErasureRules rules) {
        requireNotBegun();
        rules.requireAllowed(actor, subject);
        requireRequested();
        apply(new ErasureCancelled(erasureId, subject));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PlaceLegalHold command) {
        requireIdOf(command.erasureId(), command.subject());
        requireNotBegun();
        if (command.reason().isBlank() || command.reason().length() > LONGEST_REASON) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST, "A hold has a reason of at most " + LONGEST_REASON + " characters");
        }
        if (!held) {
            apply(new LegalHoldPlaced(command.erasureId().value(), command.subject(), command.reason()));
        }
    }

    @CommandHandler
    void handle(LiftLegalHold command) {
        if (held) {
            apply(new LegalHoldLifted(erasureId, subject, dueAt));
        }
    }

    @CommandHandler
    void handle(BeginErasure command, ErasureRules rules, Clock clock) {
        if (begun) {
            return;
        }
        requireRequested();
        if (held) {
            throw new RejectedException(RejectionCode.LEGAL_HOLD, "A legal hold keeps this from being erased");
        }
        if (clock.instant().isBefore(dueAt)) {
            throw new RejectedException(RejectionCode.ERASURE_NOT_DUE, "The time of grace is not over");
        }
        rules.requireNoLastOwner(subject);
        apply(new ErasureBegun(erasureId, subject, rules.workspacesOf(subject)));
    }

    @CommandHandler
    void handle(CertifyErasure command) {
        if (!begun) {
            throw new RejectedException(RejectionCode.ERASURE_NOT_FOUND, "No erasure of this has begun");
        }
        if (!certified) {
            apply(new ErasureCertified(
                    erasureId, subject, command.keyDestroyedAt(), command.oldMasterDestroyed(), command.purged()));
        }
    }

    private static void requireIdOf(ErasureId id, String subject) {
        if (!id.equals(ErasureId.of(subject))) {
            throw new RejectedException(RejectionCode.INVALID_ID, "This is not the id of this subject's erasure");
        }
    }

    private void requireRequested() {
        if (dueAt == null) {
            throw new RejectedException(RejectionCode.ERASURE_NOT_FOUND, "No erasure of this is asked for");
        }
    }

    private void requireNotBegun() {
        if (begun) {
            throw new RejectedException(RejectionCode.ERASURE_BEGUN, "The erasure has begun and cannot be stopped");
        }
    }

    @EventSourcingHandler
    void on(ErasureRequested event) {
        erasureId = event.erasureId();
        subject = event.subject();
        dueAt = event.dueAt();
    }

    @EventSourcingHandler
    void on(ErasureCancelled event) {
        dueAt = null;
    }

    @EventSourcingHandler
    void on(LegalHoldPlaced event) {
        erasureId = event.erasureId();
        subject = event.subject();
        held = true;
    }

    @EventSourcingHandler
    void on(LegalHoldLifted event) {
        held = false;
    }

    @EventSourcingHandler
    void on(ErasureBegun event) {
        begun = true;
    }

    @EventSourcingHandler
    void on(ErasureCertified event) {
        certified = true;
    }

    @Override
    protected @Nullable String id() {
        return erasureId;
    }

    /** It is about a workspace, or a person in many; it is in none. */
    @Override
    protected @Nullable String workspaceId() {
        return null;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.ERASURE_NOT_FOUND;
    }
}
