package io.postledger.command.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The aggregates that commands have just changed, so that the next command on one need not read its events again. Axon holds an
 * aggregate's lock while it uses an entry, and removes the entry when a transaction is rolled back. Another node may have moved
 * an aggregate on meanwhile: see {@link DecidedFromMemory}.
 */
@Component(AggregateMemory.NAME)
public class AggregateMemory implements Cache {
    /** As aggregates name it. */
    public static final String NAME = "aggregateMemory";

    private static final int MOST = 10_000;
    /** A post's way from begun to published takes seconds; what waits for its schedule need not be here. */
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    @Override
    @SuppressWarnings("unchecked") // As declared: the repository gets what it put.
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked") // As get().
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (known, value) -> update.apply((V) value));
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("Nobody listens to what is remembered of aggregates");
    }
}
