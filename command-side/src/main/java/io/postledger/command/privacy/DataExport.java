package io.postledger.command.privacy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.BeginDataExport;
import io.postledger.api.privacy.DataExported;
import io.postledger.command.Root;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** That somebody takes data away. One event. */
@Aggregate
public class DataExport extends Root {
    @AggregateIdentifier
    private @Nullable String exportId;

    protected DataExport() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(BeginDataExport command, @MetaDataValue(MessageContext.ACTOR) String actor, DataExportRules rules) {
        requireNew();
        rules.requireAllowed(actor, command.subject());
        apply(new DataExported(command.exportId().value(), command.subject()));
    }

    @EventSourcingHandler
    void on(DataExported event) {
        exportId = event.exportId();
    }

    @Override
    protected @Nullable String id() {
        return exportId;
    }

    /** A person's is in none. */
    @Override
    protected @Nullable String workspaceId() {
        return null;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.USER_NOT_FOUND;
    }
}
