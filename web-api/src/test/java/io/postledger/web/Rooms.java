package io.postledger.web;

import io.postledger.api.RejectedException;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.messaging.Membership;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.Message;
import org.axonframework.queryhandling.QueryBus;

/** The other rooms, as far as HTTP can see them: handlers on the real buses that note what reached them. */
class Rooms implements Membership {
    private final CommandBus commands;
    private final QueryBus queries;
    private final Map<Class<?>, Registration> handlers = new ConcurrentHashMap<>();
    private final Map<Class<?>, Message<?>> received = new ConcurrentHashMap<>();
    private final Map<String, Role> roles = new ConcurrentHashMap<>();

    Rooms(CommandBus commands, QueryBus queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Answers commands of this type with what {@code handler} returns or throws. */
    <C> void onCommand(Class<C> type, Function<C, Object> handler) {
        close(type);
        handlers.put(type, commands.subscribe(type.getName(), message -> handle(type, handler, message)));
    }

    /** Answers queries of this type with what {@code handler} returns or throws. */
    <Q> void onQuery(Class<Q> type, Class<?> answer, Function<Q, Object> handler) {
        close(type);
        handlers.put(type, queries.subscribe(type.getName(), answer, message -> handle(type, handler, message)));
    }

    private <M> Object handle(Class<M> type, Function<M, Object> handler, Message<?> message) {
        received.put(type, message);
        return handler.apply(type.cast(message.getPayload()));
    }

    /** The last message of this type. */
    Message<?> received(Class<?> type) {
        return Optional.ofNullable(received.get(type))
                .orElseThrow(() -> new AssertionError("No " + type.getSimpleName() + " was received"));
    }

    boolean receivedNone(Class<?> type) {
        return !received.containsKey(type);
    }

    void member(WorkspaceId workspace, UserId user, Role role) {
        roles.put(workspace + "/" + user, role);
    }

    @Override
    public Optional<Role> roleOf(String workspaceId, String userId) {
        return Optional.ofNullable(roles.get(workspaceId + "/" + userId));
    }

    void empty() {
        handlers.keySet().forEach(this::close);
        received.clear();
        roles.clear();
    }

    private void close(Class<?> type) {
        Registration registration = handlers.remove(type);
        if (registration != null) {
            registration.close();
        }
    }

    static Object reject(RejectedException rejected) {
        throw rejected;
    }
}
