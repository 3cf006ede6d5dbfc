package io.postledger.messaging;

import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.api.WhenMissing;
import io.postledger.api.privacy.KeysAwayException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;

/**
 * What every command passes before its handler. A refusal, wherever it is thrown, leaves as the details of an Axon
 * exception: details are what survives the way back over Axon Server, the exception itself does not.
 */
final class CommandGate implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final Authorization authorization;

    CommandGate(Membership membership) {
        this.authorization = new Authorization(membership);
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            RequiredFields.check(unitOfWork.getMessage().getPayload());
            PlainTexts.check(unitOfWork.getMessage().getPayload());
            authorization.check(unitOfWork.getMessage());
            return chain.proceed();
        } catch (AggregateNotFoundException e) {
            Rejection missing = missing(unitOfWork.getMessage().getPayloadType());
            throw new CommandExecutionException(missing.message(), null, missing);
        } catch (RejectedException e) {
            throw new CommandExecutionException(e.getMessage(), null, e.rejection());
        } catch (Exception e) {
            Rejection away = KeysAwayException.rejection(e).orElseThrow(() -> e);
            throw new CommandExecutionException(away.message(), e, away);
        }
    }

    private static Rejection missing(Class<?> command) {
        return Arrays.stream(command.getInterfaces())
                .map(marker -> marker.getAnnotation(WhenMissing.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(missing -> new Rejection(missing.value(), "There is none with this id", Map.of()))
                .orElseThrow(() -> new IllegalStateException("No @WhenMissing on the marker of " + command));
    }
}
