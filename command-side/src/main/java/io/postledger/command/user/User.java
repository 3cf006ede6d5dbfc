package io.postledger.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.postledger.api.RejectionCode;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserRegistered;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person who signs in. */
@Aggregate(cache = AggregateMemory.NAME)
public class User extends Root {
    @AggregateIdentifier
    private @Nullable String userId;

    protected User() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterUser command, AddressReservations reservations) {
        requireNew();
        reservations.reserve(command);
        apply(new UserRegistered(command.userId().value()));
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        userId = event.userId();
    }

    @Override
    protected @Nullable String id() {
        return userId;
    }

    @Override
    protected @Nullable String workspaceId() {
        return null;
    }

    @Override
    protected RejectionCode notFound() {
        return RejectionCode.USER_NOT_FOUND;
    }
}
