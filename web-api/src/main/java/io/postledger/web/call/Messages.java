package io.postledger.web.call;

import io.postledger.api.CommandResult;
import io.postledger.web.WebSettings;
import io.postledger.web.problem.Problems;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/**
 * The one way from HTTP to the buses. Each message carries its call's metadata; an architecture test holds that nothing
 * else in this room touches a gateway or a bus.
 */
@Component
public class Messages {
    private final CommandGateway commands;
    private final QueryGateway queries;
    private final WebSettings settings;

    Messages(CommandGateway commands, QueryGateway queries, WebSettings settings) {
        this.commands = commands;
        this.queries = queries;
        this.settings = settings;
    }

    /** Sends a command on an aggregate and waits for its result. */
    public CommandResult send(Call call, Object command) {
        return send(call, command, CommandResult.class);
    }

    /** Sends a command that answers something else than a version. */
    public <R> R send(Call call, Object command, Class<R> answer) {
        CompletableFuture<Object> sent = commands.send(new GenericCommandMessage<>(command, call.metaData()));
        return answer.cast(await(sent));
    }

    /** Sends a query and waits for its answer. */
    public <R> R ask(Call call, Object query, Class<R> answer) {
        return await(queries.query(
                query.getClass().getName(),
                new GenericMessage<>(query, call.metaData()),
                ResponseTypes.instanceOf(answer)));
    }

    private <R> R await(CompletableFuture<R> answer) {
        try {
            return answer.get(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Problems.overdue();
        } catch (InterruptedException e) {
            // The server is stopping, and no longer waits for what it asked.
            Thread.currentThread().interrupt();
            throw Problems.overdue();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }
}
