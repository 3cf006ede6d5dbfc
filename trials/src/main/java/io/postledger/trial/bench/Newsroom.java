package io.postledger.trial.bench;

import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.Secret;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.Platform;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostView;
import io.postledger.api.post.Schedule;
import io.postledger.api.post.SchedulePost;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.WorkspaceId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;

/** A workspace of the bench's own, in which somebody writes through the product's buses as the API does. Thread-safe. */
final class Newsroom {
    private static final String USER_PASSWORD = "a newsroom of the bench";
    /** Commands that {@link #write} sends for one post. */
    static final int COMMANDS = 3;

    private final CommandGateway commands;
    private final QueryBus queries;
    private final Ids ids = new Ids(Clock.systemUTC());
    private final UserId user = ids.next(UserId.PREFIX, UserId::new);
    private final WorkspaceId workspace = ids.next(WorkspaceId.PREFIX, WorkspaceId::new);
    private final AccountId account = ids.next(AccountId.PREFIX, AccountId::new);

    Newsroom(OwnProduct product) {
        commands = product.bean(CommandGateway.class);
        queries = product.bean(QueryBus.class);
        String actor = MessageContext.USER_PREFIX + user.value();
        send(
                new RegisterUser(user, user.value() + "@bench.example", "Bench", new Secret(USER_PASSWORD)),
                MessageContext.ANONYMOUS);
        send(new CreateWorkspace(workspace, "Bench", "UTC"), actor);
        send(
                new ConnectAccount(account, Platform.X, account.value(), "bench", "Bench", List.of("read")),
                MessageContext.PROCESS_PREFIX + "bench");
    }

    /** Drafts, edits and schedules a post. @param took gets the time that each command took, in milliseconds */
    PostId write(Consumer<Double> took) {
        PostId post = ids.next(PostId.PREFIX, PostId::new);
        String text = "How we measure what we say, and what we stopped saying: https://example.com/" + post.value();
        timed(took, new DraftPost(post, text, List.of(account)));
        timed(took, new EditPost(post, text + " (mended)", List.of(account)));
        timed(
                took,
                new SchedulePost(
                        post,
                        new Schedule(
                                LocalDateTime.now(ZoneOffset.UTC).plusDays(30).withNano(0), "UTC", null)));
        return post;
    }

    private void timed(Consumer<Double> took, Object command) {
        long begin = System.nanoTime();
        send(command, MessageContext.USER_PREFIX + user.value());
        took.accept((System.nanoTime() - begin) / 1e6);
    }

    private CommandResult send(Object command, String actor) {
        Map<String, Object> context = new HashMap<>(context(actor));
        context.put(MessageContext.REQUEST_ID, UUID.randomUUID().toString());
        return commands.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).withMetaData(context));
    }

    private Map<String, Object> context(String actor) {
        return Map.of(
                MessageContext.WORKSPACE,
                workspace.value(),
                MessageContext.ACTOR,
                actor,
                MessageContext.SOURCE,
                "bench");
    }

    /** The post, once the view shows this version of it. Throws what the query is refused with. */
    PostView read(PostId post, long atLeastVersion) {
        return ask(new FindPost(post, atLeastVersion), PostView.class, workspace.value());
    }

    /** Asks as a process would, in any workspace. */
    <T> T ask(Object query, Class<T> answer, String workspaceId) {
        var message = new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                .andMetaData(Map.of(
                        MessageContext.WORKSPACE,
                        workspaceId,
                        MessageContext.ACTOR,
                        MessageContext.PROCESS_PREFIX + "bench"));
        var result = queries.query(message).join();
        if (result.isExceptional()) {
            throw new IllegalStateException("A query failed", result.exceptionResult());
        }
        return result.getPayload();
    }
}
