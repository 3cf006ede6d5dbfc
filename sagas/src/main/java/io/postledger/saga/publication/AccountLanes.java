package io.postledger.saga.publication;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How many calls one account may have under way in this process. A network that is slow to one account would otherwise take
 * every thread, and all others would wait for it.
 */
@Component
class AccountLanes {
    private static final int LANES = 4;

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** To be closed when the call is over. */
    interface Lane extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty where all lanes of the account are taken. */
    Optional<Lane> enter(String accountId) {
        int now = taken.merge(accountId, 1, Integer::sum);
        Lane lane = () -> leave(accountId);
        if (now > LANES) {
            lane.close();
            return Optional.empty();
        }
        return Optional.of(lane);
    }

    private void leave(String accountId) {
        taken.computeIfPresent(accountId, (id, count) -> count == 1 ? null : count - 1);
    }
}
