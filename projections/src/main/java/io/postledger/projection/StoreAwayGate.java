package io.postledger.projection;

import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A query on a store that is away is answered with SERVICE_UNAVAILABLE, "ask again", and not as a defect of ours. Outermost:
 * who may ask is read from a view too.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StoreAwayGate implements MessageHandlerInterceptor<QueryMessage<?, ?>> {
    private static final Rejection AWAY = new Rejection(
            RejectionCode.SERVICE_UNAVAILABLE, "A store cannot be reached at the moment; try again", Map.of());

    private final List<ProjectionStore> stores;

    StoreAwayGate(List<ProjectionStore> stores) {
        this.stores = List.copyOf(stores);
    }

    @Override
    public Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (Exception e) {
            if (stores.stream().anyMatch(store -> store.isAway(e))) {
                throw new QueryExecutionException(AWAY.message(), null, AWAY);
            }
            throw e;
        }
    }
}
