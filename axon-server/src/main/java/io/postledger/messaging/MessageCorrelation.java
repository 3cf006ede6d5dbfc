package io.postledger.messaging;

import io.postledger.api.MessageContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;

/** What a message's consequences inherit from it: where they began, its context, and for events which command made them. */
public final class MessageCorrelation implements CorrelationDataProvider {
    private final List<CorrelationDataProvider> parts = List.of(
            new MessageOriginProvider(),
            new SimpleCorrelationDataProvider(
                    MessageContext.WORKSPACE,
                    MessageContext.ACTOR,
                    MessageContext.ON_BEHALF_OF,
                    MessageContext.REQUEST_ID,
                    MessageContext.SOURCE,
                    MessageContext.TIME_ZONE),
            message -> message instanceof CommandMessage<?> command
                    ? Map.of(MessageContext.COMMAND, command.getPayloadType().getSimpleName())
                    : Map.of());

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> inherited = new HashMap<>();
        parts.forEach(part -> inherited.putAll(part.correlationDataFor(message)));
        return inherited;
    }
}
