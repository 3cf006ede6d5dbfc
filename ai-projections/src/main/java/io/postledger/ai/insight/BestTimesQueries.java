package io.postledger.ai.insight;

import io.postledger.ai.engagement.EngagementFeatures;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccount;
import io.postledger.api.insight.BestTimes;
import io.postledger.api.insight.FindBestTimes;
import io.postledger.api.workspace.FindWorkspace;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.api.workspace.WorkspaceView;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/**
 * Answers when to post. Which accounts there are, and in which zone a workspace lives, is the query side's to say: it is
 * asked by message, as the same sender in the same workspace.
 */
@Component
class BestTimesQueries {
    private static final int HOURS = 24;

    private final EngagementFeatures features;
    private final QueryGateway queries;
    private final InsightProperties properties;

    BestTimesQueries(EngagementFeatures features, QueryGateway queries, InsightProperties properties) {
        this.features = features;
        this.queries = queries;
        this.properties = properties;
    }

    @QueryHandler
    BestTimes find(FindBestTimes query, MetaData context, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        if (query.count() < 1 || query.count() > PlatformPrior.SLOTS) {
            throw new RejectedException(RejectionCode.INVALID_REQUEST, "There are 1 to 168 hours in a week");
        }
        AccountView account = ask(new FindAccount(query.accountId(), null), AccountView.class, context);
        String timeZone = query.timeZone() != null
                ? query.timeZone()
                : ask(new FindWorkspace(new WorkspaceId(workspaceId), null), WorkspaceView.class, context)
                        .timeZone();
        BestTimesModel.Result result = new BestTimesModel(properties.halfLife(), zone(timeZone))
                .estimate(account.accountId(), features.of(workspaceId, account.platform()));
        List<BestTimes.Slot> slots = result.slots().stream()
                .sorted(Comparator.comparingDouble(SlotEstimate::expected)
                        .reversed()
                        .thenComparing(SlotEstimate::slot))
                .limit(query.count())
                .map(BestTimesQueries::slot)
                .toList();
        return new BestTimes(
                account.accountId(),
                timeZone,
                BestTimesModel.NAME,
                result.asOf().orElse(null),
                slots);
    }

    private <R> R ask(Object query, Class<R> answer, MetaData context) {
        try {
            return queries.query(
                            query.getClass().getName(),
                            new GenericMessage<>(query, context),
                            ResponseTypes.instanceOf(answer))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof HandlerExecutionException refused
                    && refused.getDetails().orElse(null) instanceof Rejection rejection) {
                throw new RejectedException(rejection);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static BestTimes.Slot slot(SlotEstimate estimate) {
        return new BestTimes.Slot(
                estimate.slot() / HOURS + 1,
                estimate.slot() % HOURS,
                estimate.expected(),
                estimate.standardError(),
                estimate.observations(),
                estimate.effectiveObservations());
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new RejectedException(
                    RejectionCode.TIME_ZONE_UNKNOWN, "This is no IANA time zone", Map.of("timeZone", id));
        }
    }
}
