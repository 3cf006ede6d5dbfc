package io.postledger.web;

import io.postledger.api.user.EndedSessions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessResourceFailureException;

/** Ended sessions without a store, for tests of the web role alone; the real ones are in {@link ErasureIT}. */
class EndedPeople implements EndedSessions {
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private volatile boolean away;

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void end(String userId, Instant at) {
        ended.putIfAbsent(userId, at);
    }

    @Override
    public Set<String> since(Instant earliest) {
        if (away) {
            throw new DataAccessResourceFailureException("The store is away");
        }
        return ended.entrySet().stream()
                .filter(one -> !one.getValue().isBefore(earliest))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
