package io.postledger.api.privacy;

import java.io.IOException;
import java.io.OutputStream;

/** Writes all that there is about a person, or of a workspace, for them to take away: docs/portability.md. */
public interface DataExports {
    /**
     * A ZIP with {@code data.json} and the bytes of pictures and videos in {@code media/}, read from the log as it stands. Memory does
     * not grow with the size of it. A ZIP that ends early is not whole, and cannot be taken for one that is.
     *
     * @param exportId of the {@link DataExported} that stands in the log
     * @param to is not closed
     * @throws io.postledger.api.RejectedException USER_NOT_FOUND where no such export stands in the log
     */
    void write(DataExportId exportId, OutputStream to) throws IOException;
}
