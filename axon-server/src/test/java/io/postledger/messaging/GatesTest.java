package io.postledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.CommandResult;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.postledger.api.Secret;
import io.postledger.api.account.AccountId;
import io.postledger.api.history.FindInHistory;
import io.postledger.api.history.HistoryPage;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.media.MediaId;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.PostId;
import io.postledger.api.privacy.PlaceLegalHold;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every message passes, whoever sends it. */
class GatesTest {
    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final PostId POST = IDS.next(PostId.PREFIX, PostId::new);
    private static final AccountId ACCOUNT = IDS.next(AccountId.PREFIX, AccountId::new);
    private static final MediaId MEDIA = IDS.next(MediaId.PREFIX, MediaId::new);
    private static final UserId USER = IDS.next(UserId.PREFIX, UserId::new);
    private static final WorkspaceId WORKSPACE = IDS.next(WorkspaceId.PREFIX, WorkspaceId::new);
    private static final String NUL = "a\u0000b";
    private static final String HALF = "a\uD83D";

    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queries = SimpleQueryBus.builder().build();

    GatesTest() {
        Membership auditor = (workspaceId, userId) -> Optional.of(Role.AUDITOR);
        commands.registerHandlerInterceptor(new CommandGate(auditor));
        queries.registerHandlerInterceptor(new QueryGate(auditor));
    }

    private void send(Object command) {
        commands.subscribe(command.getClass().getName(), message -> new CommandResult("any", 0));
        new ProcessCommands(DefaultCommandGateway.builder().commandBus(commands).build(), "test")
                .send(WORKSPACE.value(), command);
    }

    static Stream<Arguments> otherTexts() {
        Map<AccountId, Map<String, String>> option = Map.of(ACCOUNT, Map.of("title", NUL));
        Map<AccountId, Map<String, String>> unnamed = Map.of(ACCOUNT, Map.of(NUL, "Notes"));
        return Stream.of(
                Arguments.of(new DraftPost(POST, NUL, List.of()), "text"),
                Arguments.of(new DraftPost(POST, HALF, List.of()), "text"),
                Arguments.of(
                        new DraftPost(
                                POST,
                                "a",
                                List.of(),
                                List.of(new MediaChoice(MEDIA), new MediaChoice(MEDIA, NUL)),
                                Map.of()),
                        "media[1].altText"),
                Arguments.of(
                        new DraftPost(POST, "a", List.of(ACCOUNT), List.of(), option), "options." + ACCOUNT + ".title"),
                Arguments.of(new DraftPost(POST, "a", List.of(ACCOUNT), List.of(), unnamed), "options." + ACCOUNT),
                Arguments.of(new CreateWorkspace(WORKSPACE, NUL, "UTC"), "name"),
                Arguments.of(new PlaceLegalHold(USER.value(), "\u001B[2J"), "reason"),
                Arguments.of(new RegisterUser(USER, "a@example.com", "A", new Secret(NUL)), "password"));
    }

    @ParameterizedTest
    @MethodSource("otherTexts")
    void givenTextThatIsNotPlain_whenSent_thenRefused_andToldWhereAndNotWhat(Object command, String field) {
        assertThatThrownBy(() -> send(command)).isInstanceOfSatisfying(RejectedException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RejectionCode.INVALID_REQUEST);
            assertThat(refusal.rejection().details()).isEqualTo(Map.of("field", field));
            assertThat(refusal.rejection().message())
                    .startsWith(field + " has ")
                    .doesNotContain(NUL, HALF, "\u001B");
        });
    }

    @Test
    void givenTextWithTabsAndLines_whenSent_thenTaken() {
        send(new DraftPost(POST, "a\tb\r\nc 😀", List.of()));
    }

    @Test
    void givenTextThatIsNotPlain_whenAskedFor_thenRefused() {
        queries.subscribe(FindInHistory.class.getName(), HistoryPage.class, query -> null);
        FindInHistory query = new FindInHistory(null, null, null, null, null, NUL, null, null, 10);
        assertThatThrownBy(() -> DefaultQueryGateway.builder()
                        .queryBus(queries)
                        .build()
                        .query(
                                FindInHistory.class.getName(),
                                new GenericMessage<>(
                                        query,
                                        Map.of(
                                                MessageContext.ACTOR,
                                                MessageContext.USER_PREFIX + USER,
                                                MessageContext.WORKSPACE,
                                                WORKSPACE.value())),
                                ResponseTypes.instanceOf(HistoryPage.class))
                        .join())
                .hasCauseInstanceOf(HandlerExecutionException.class)
                .cause()
                .satisfies(refusal -> assertThat(((HandlerExecutionException) refusal)
                                .<Rejection>getDetails()
                                .orElseThrow())
                        .isEqualTo(new Rejection(
                                RejectionCode.INVALID_REQUEST,
                                "text has a control character other than tab and line breaks, or half a character",
                                Map.of("field", "text"))));
    }
}
