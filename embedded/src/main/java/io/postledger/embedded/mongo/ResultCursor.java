package io.postledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rest of an answer, a batch at a time. It holds a place to read on from, not documents, so an answer may be larger
 * than the server's memory; what is written in the meantime may or may not be seen, as with MongoDB.
 */
final class ResultCursor extends AbstractCursor {

    /** As MongoDB's. */
    private static final int FIRST_BATCH = 101;

    /** Far below a message's limit of 48 MB, and small beside the heap even where several are answered at once. */
    private static final int MAX_BATCH_BYTES = 4 << 20;

    private final Matches matches;
    private final UnaryOperator<List<Document>> projection;

    ResultCursor(long id, Matches matches, UnaryOperator<List<Document>> projection) {
        super(id);
        this.matches = matches;
        this.projection = projection;
    }

    /** @param batchSize how many documents at most; zero for as many as MongoDB would give */
    List<Document> first(int batchSize) {
        return takeDocuments(batchSize > 0 ? batchSize : FIRST_BATCH);
    }

    @Override
    public synchronized List<Document> takeDocuments(int batchSize) {
        int most = batchSize > 0 ? batchSize : Integer.MAX_VALUE;
        List<Document> batch = new ArrayList<>();
        for (int bytes = 0; batch.size() < most && bytes < MAX_BATCH_BYTES && matches.hasNext(); ) {
            Matches.Found found = matches.take();
            batch.add(found.document());
            bytes += found.bytes();
        }
        matches.hasNext(); // now, while the file's version is held: isEmpty is asked when it is not
        matches.pause();
        return projection.apply(batch);
    }

    @Override
    public synchronized boolean isEmpty() {
        return !matches.hasNext();
    }
}
