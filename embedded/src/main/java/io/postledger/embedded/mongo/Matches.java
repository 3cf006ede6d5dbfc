package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** A query's answer, read as it is asked for; between two batches it may rest. */
final class Matches implements Iterator<Document> {

    private final Source source;
    private int toSkip;
    private int remaining;
    private Found next;

    /** A document, and the bytes it takes in storage. */
    record Found(Document document, int bytes) {}

    /** Where matching documents come from, in the order asked for. */
    interface Source extends Supplier<Optional<Found>> {

        /** Called when nothing will be read for a while. */
        void pause();
    }

    /** @param limit how many documents at most; zero for all */
    Matches(Source source, int skip, int limit) {
        this.source = source;
        this.toSkip = skip;
        this.remaining = limit > 0 ? limit : Integer.MAX_VALUE;
    }

    @Override
    public boolean hasNext() {
        while (toSkip > 0 && source.get().isPresent()) {
            toSkip--;
        }
        toSkip = 0;
        if (next == null && remaining > 0) {
            next = source.get().orElse(null);
            remaining = next == null ? 0 : remaining - 1;
        }
        return next != null;
    }

    @Override
    public Document next() {
        return take().document();
    }

    Found take() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Found taken = next;
        next = null;
        return taken;
    }

    void pause() {
        source.pause();
    }
}
