package io.postledger.command;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;
import io.postledger.command.account.KnownAccount;
import io.postledger.command.account.KnownAccounts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** What the tests of all aggregates share: one workspace, a clock that stands still, two X accounts and one
 * of a network that asks for more. */
public abstract class AggregateFixture<T> {
    protected static final Instant NOW = Instant.parse("2026-03-20T10:00:00Z");
    protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    protected static final String WORKSPACE = "ws_01jqaaaaaaaaaaaaaaaaaaaaaa";
    protected static final String OTHER_WORKSPACE = "ws_01jqbbbbbbbbbbbbbbbbbbbbbb";
    protected static final String USER = "user_01jqaaaaaaaaaaaaaaaaaaaaaa";
    protected static final String ACCOUNT = "acct_01jqaaaaaaaaaaaaaaaaaaaaaa";
    protected static final String SECOND_ACCOUNT = "acct_01jqbbbbbbbbbbbbbbbbbbbbbb";
    protected static final String BOARDS_ACCOUNT = "acct_01jqdddddddddddddddddddddd";
    protected static final String DISCONNECTED_ACCOUNT = "acct_01jqcccccccccccccccccccccc";

    protected final AggregateTestFixture<T> fixture;

    protected AggregateFixture(Class<T> aggregate) {
        fixture = new AggregateTestFixture<>(aggregate);
        // As in the product: what a command carries, its events carry.
        fixture.registerCommandHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(MessageContext.REQUEST_ID)));
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(accounts());
    }

    /** The accounts of {@link #WORKSPACE}. */
    protected static KnownAccounts accounts() {
        Map<String, AccountState> states = Map.of(
                ACCOUNT, AccountState.CONNECTED,
                SECOND_ACCOUNT, AccountState.NEEDS_RECONNECT,
                BOARDS_ACCOUNT, AccountState.CONNECTED,
                DISCONNECTED_ACCOUNT, AccountState.DISCONNECTED);
        return (workspaceId, accountId) -> WORKSPACE.equals(workspaceId) && states.containsKey(accountId)
                ? Optional.of(new KnownAccount(
                        accountId,
                        workspaceId,
                        accountId.equals(BOARDS_ACCOUNT) ? Platform.PINTEREST : Platform.X,
                        "1",
                        states.get(accountId)))
                : Optional.empty();
    }

    protected static Map<String, Object> context() {
        return context(WORKSPACE, "request-1");
    }

    protected static Map<String, Object> context(String workspace, String requestId) {
        return new HashMap<>(Map.of(
                MessageContext.WORKSPACE,
                workspace,
                MessageContext.ACTOR,
                MessageContext.USER_PREFIX + USER,
                MessageContext.REQUEST_ID,
                requestId,
                MessageContext.SOURCE,
                "test"));
    }

    protected ResultValidator<T> when(TestExecutor<T> given, Object command) {
        return given.when(command, context());
    }

    /** Refused with this code, and no event made. */
    protected static <T> void assertRejected(ResultValidator<T> result, RejectionCode code) {
        result.expectException(rejection(code, Map.of())).expectNoEvents();
    }

    /** Refused with this code and these facts among the details, and no event made. */
    protected static <T> void assertRejected(
            ResultValidator<T> result, RejectionCode code, Map<String, String> details) {
        result.expectException(rejection(code, details)).expectNoEvents();
    }

    private static TypeSafeMatcher<RejectedException> rejection(RejectionCode code, Map<String, String> details) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(RejectedException rejected) {
                return rejected.code() == code
                        && rejected.rejection().details().entrySet().containsAll(details.entrySet());
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("a rejection with " + code + " " + details);
            }

            @Override
            protected void describeMismatchSafely(RejectedException rejected, Description description) {
                description.appendText("was " + rejected.rejection());
            }
        };
    }
}
