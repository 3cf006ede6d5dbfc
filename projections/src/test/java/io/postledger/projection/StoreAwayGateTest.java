package io.postledger.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.postledger.embedded.testing.TestStores;
import io.postledger.projection.mongo.MongoStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreAwayGateTest {
    private final MongoStore store =
            new MongoStore(TestStores.newMongoDatabase().uri(), Duration.ofSeconds(1));
    private final StoreAwayGate gate = new StoreAwayGate(List.of(store));
    private final QueryMessage<?, ?> query =
            new GenericQueryMessage<>("which?", ResponseTypes.instanceOf(String.class));

    @AfterEach
    void close() {
        store.close();
    }

    private Object ask(InterceptorChain handler) throws Exception {
        return gate.handle(new DefaultUnitOfWork<>(query), handler);
    }

    @Test
    void givenStoreAway_whenAsked_thenAskAgain() {
        assertThatThrownBy(() -> ask(() -> {
                    throw new MongoTimeoutException("nobody there");
                }))
                .isInstanceOfSatisfying(
                        QueryExecutionException.class,
                        refused -> assertThat(refused.<Rejection>getDetails())
                                .map(Rejection::code)
                                .isEqualTo(Optional.of(RejectionCode.SERVICE_UNAVAILABLE)));
    }

    @Test
    void givenDefectOrAnswer_whenAsked_thenAsItIs() throws Exception {
        assertThat(ask(() -> "this")).isEqualTo("this");
        assertThatThrownBy(() -> ask(() -> {
                    throw new IllegalArgumentException("a defect");
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
