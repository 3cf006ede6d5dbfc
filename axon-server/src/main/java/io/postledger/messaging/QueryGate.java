package io.postledger.messaging;

import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.api.privacy.KeysAwayException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;

/** What every query passes before its handler; refusals leave as {@link CommandGate} says. */
final class QueryGate implements MessageHandlerInterceptor<QueryMessage<?, ?>> {
    private final Authorization authorization;

    QueryGate(Membership membership) {
        this.authorization = new Authorization(membership);
    }

    @Override
    public Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            RequiredFields.check(unitOfWork.getMessage().getPayload());
            PlainTexts.check(unitOfWork.getMessage().getPayload());
            authorization.check(unitOfWork.getMessage());
            return chain.proceed();
        } catch (RejectedException e) {
            throw new QueryExecutionException(e.getMessage(), null, e.rejection());
        } catch (Exception e) {
            Rejection away = KeysAwayException.rejection(e).orElseThrow(() -> e);
            throw new QueryExecutionException(away.message(), e, away);
        }
    }
}
