package io.postledger.embedded.networks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** The faults that wait for calls, oldest first; each call meets one at most. Kept in memory only. */
final class Faults {

    private final List<Waiting> waiting = new ArrayList<>();
    private long lastId;

    private static final class Waiting {
        final long id;
        final Fault fault;
        final SplittableRandom random;
        final long endsAtNanos;
        int toSkip;
        int struck;

        Waiting(long id, Fault fault) {
            this.id = id;
            this.fault = fault;
            this.random = new SplittableRandom(fault.seed());
            this.toSkip = fault.skip();
            this.endsAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(fault.forMs());
        }

        boolean isOver() {
            return fault.forMs() > 0 && System.nanoTime() - endsAtNanos >= 0;
        }

        boolean strikes() {
            if (toSkip > 0) {
                toSkip--;
                return false;
            }
            return fault.probability() >= 1 || random.nextDouble() < fault.probability();
        }
    }

    synchronized long add(Fault fault) {
        waiting.add(new Waiting(++lastId, fault));
        return lastId;
    }

    /** @param beginsProcessing whether the call begins the processing of media */
    synchronized Optional<Fault> draw(Target target, boolean beginsProcessing) {
        waiting.removeIf(Waiting::isOver);
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting next = all.next();
            if (next.fault.matches(target, beginsProcessing) && next.strikes()) {
                next.struck++;
                if (next.fault.times() > 0 && next.struck >= next.fault.times()) {
                    all.remove();
                }
                return Optional.of(next.fault.struck());
            }
        }
        return Optional.empty();
    }

    /** Those that still wait, with how often each has struck. */
    synchronized List<ObjectNode> list() {
        waiting.removeIf(Waiting::isOver);
        List<ObjectNode> list = new ArrayList<>();
        for (Waiting each : waiting) {
            ObjectNode json = Json.MAPPER.valueToTree(each.fault);
            list.add(json.put("id", each.id).put("struck", each.struck));
        }
        return list;
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized boolean remove(long id) {
        return waiting.removeIf(each -> each.id == id);
    }
}
