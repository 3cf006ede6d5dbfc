package io.postledger.command.consent;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.ConsentWithdrawn;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.GiveConsent;
import io.postledger.api.consent.Purpose;
import io.postledger.api.consent.WithdrawConsent;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import java.util.EnumMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What a workspace agrees to. */
@Aggregate(cache = AggregateMemory.NAME)
public class Consents extends Root {
    @AggregateIdentifier
    private @Nullable String consentsId;

    private @Nullable String workspaceId;
    private Map<Purpose, Agreed> purposes = new EnumMap<>(Purpose.class);

    /** @param textVersion that was agreed to last */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    record Agreed(boolean given, int textVersion) {}

    protected Consents() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(GiveConsent command, @MetaDataValue(MessageContext.WORKSPACE) String workspace) {
        if (!ConsentsId.of(new WorkspaceId(workspace)).equals(command.consentsId())) {
            throw new RejectedException(
                    RejectionCode.WORKSPACE_NOT_FOUND, "These are the consents of another workspace");
        }
        int current = command.purpose().textVersion();
        if (command.textVersion() != current) {
            throw new RejectedException(
                    RejectionCode.CONSENT_TEXT_NOT_CURRENT,
                    "Agree to the words as they are today, version " + current,
                    Map.of("current", Integer.toString(current)));
        }
        if (!new Agreed(true, current).equals(purposes.get(command.purpose()))) {
            apply(new ConsentGiven(command.consentsId().value(), workspace, command.purpose(), current));
        }
    }

    @CommandHandler
    void handle(WithdrawConsent command) {
        Agreed agreed = purposes.get(command.purpose());
        if (agreed == null) {
            throw new RejectedException(notFound(), "Nobody ever agreed to this");
        }
        if (agreed.given()) {
            apply(new ConsentWithdrawn(consentsId, workspaceId, command.purpose()));
        }
    }

    @EventSourcingHandler
    void on(ConsentGiven event) {
        consentsId = event.consentsId();
        workspaceId = event.workspaceId();
        purposes.put(event.purpose(), new Agreed(true, event.textVersion()));
    }

    @EventSourcingHandler
    void on(ConsentWithdrawn event) {
        purposes.computeIfPresent(event.purpose(), (purpose, agreed) -> new Agreed(false, agreed.textVersion()));
    }

    @Override
    protected @Nullable String id() {
        return consentsId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return workspaceId;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.CONSENT_NOT_FOUND;
    }
}
