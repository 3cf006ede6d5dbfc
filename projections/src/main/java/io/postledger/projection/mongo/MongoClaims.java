package io.postledger.projection.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.postledger.projection.ProjectionClaims;
import io.postledger.projection.ProjectionSegment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** Claims as documents of MongoDB; see docs/decisions/0007-positions-beside-data.md for why they stand there. */
public final class MongoClaims implements ProjectionClaims {
    private static final String COLLECTION = "projection_claims";
    private static final int EXTENSIONS_PER_TIMEOUT = 5;

    private final MongoStore store;
    private final String owner;
    private final Duration timeout;
    private final Clock clock;
    private final Map<ProjectionSegment, Instant> extendedAt = new ConcurrentHashMap<>();

    /**
     * @param owner name of this node, another for each process
     * @param timeout how long a node may be silent before its segments are taken from it; clocks of nodes must agree far
     *     better than that
     */
    public MongoClaims(MongoStore store, String owner, Duration timeout, Clock clock) {
        this.store = store;
        this.owner = owner;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public SortedSet<Integer> segments(String projection) {
        return store.patiently(() -> {
            SortedSet<Integer> segments = new TreeSet<>();
            claims().find(eq("projection", projection)).forEach(claim -> segments.add(claim.getInteger("segment")));
            return segments;
        });
    }

    @Override
    public boolean claim(ProjectionSegment segment) {
        extendedAt.remove(segment);
        Instant now = clock.instant();
        var free = or(eq("owner", owner), eq("owner", null), lt("claimedAt", Date.from(now.minus(timeout))));
        var taken = Updates.combine(
                Updates.set("projection", segment.projection()),
                Updates.set("segment", segment.number()),
                Updates.set("owner", owner),
                Updates.set("claimedAt", Date.from(now)));
        return store.patiently(() -> {
            try {
                claims().updateOne(and(eq("_id", segment.key()), free), taken, new UpdateOptions().upsert(true));
                return true;
            } catch (MongoWriteException held) {
                // Held by another, the document does not match, and one of the same id cannot be made.
                if (held.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw held;
            }
        });
    }

    /** Asks the database only now and then: nobody takes a segment before the whole timeout has gone by. */
    @Override
    public boolean extend(ProjectionSegment segment) {
        Instant extended = extendedAt.get(segment);
        Instant now = clock.instant();
        if (extended != null && now.isBefore(extended.plus(timeout.dividedBy(EXTENSIONS_PER_TIMEOUT)))) {
            return true;
        }
        boolean held = extend(segment, now);
        if (held) {
            extendedAt.put(segment, now);
        } else {
            extendedAt.remove(segment);
        }
        return held;
    }

    private boolean extend(ProjectionSegment segment, Instant now) {
        var mine = and(eq("_id", segment.key()), eq("owner", owner));
        return store.patiently(() -> claims().updateOne(mine, Updates.set("claimedAt", Date.from(now)))
                        .getMatchedCount()
                == 1);
    }

    @Override
    public void release(ProjectionSegment segment) {
        extendedAt.remove(segment);
        claims().updateOne(and(eq("_id", segment.key()), eq("owner", owner)), Updates.unset("owner"));
    }

    @Override
    public Optional<Claim> holder(ProjectionSegment segment) {
        return Optional.ofNullable(claims().find(eq("_id", segment.key())).first())
                .filter(claim -> claim.getString("owner") != null)
                .map(claim -> new Claim(
                        claim.getString("owner"), claim.getDate("claimedAt").toInstant()));
    }

    private MongoCollection<Document> claims() {
        return store.database().getCollection(COLLECTION);
    }
}
