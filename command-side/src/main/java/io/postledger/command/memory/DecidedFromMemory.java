package io.postledger.command.memory;

import io.postledger.api.CommandResult;
import io.postledger.api.RejectedException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sees to it that no answer rests on an aggregate that another node has moved on since it was remembered. Where the command
 * makes an event, the log refuses it by its sequence number; where it is refused, or was done before, nothing would, and the
 * log is asked how far the aggregate is. In either case the command is decided again, on what the log says.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class DecidedFromMemory implements MessageHandlerInterceptor<CommandMessage<?>> {
    private static final String DECIDED_ON = DecidedFromMemory.class.getName();

    private final EventStore log;

    DecidedFromMemory(EventStore log) {
        this.log = log;
    }

    private record DecidedOn(String aggregateId, long version) {}

    /** Called by each aggregate before it decides. @param version of its last event */
    public static void decidingOn(String aggregateId, long version) {
        CurrentUnitOfWork.ifStarted(work -> work.resources().put(DECIDED_ON, new DecidedOn(aggregateId, version)));
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            Object answer = chain.proceed();
            decidedOn(unitOfWork)
                    .filter(known -> !(answer instanceof CommandResult result) || result.version() <= known.version())
                    .ifPresent(this::requireNewest);
            return answer;
        } catch (RejectedException e) {
            decidedOn(unitOfWork).ifPresent(this::requireNewest);
            throw e;
        }
    }

    private static Optional<DecidedOn> decidedOn(UnitOfWork<?> unitOfWork) {
        return Optional.ofNullable(unitOfWork.getResource(DECIDED_ON));
    }

    private void requireNewest(DecidedOn known) {
        long newest = log.lastSequenceNumberFor(known.aggregateId()).orElse(known.version());
        if (newest > known.version()) {
            throw new ConcurrencyException(
                    known.aggregateId() + " has been changed elsewhere since version " + known.version());
        }
    }
}
