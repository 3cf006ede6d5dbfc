package io.postledger.platform;

import io.postledger.api.media.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Where connectors get the bytes of attachments. */
public interface MediaSource {

    /**
     * Its bytes from an offset to the end; closed by the caller.
     *
     * @throws IOException when they cannot be read
     */
    InputStream open(Attachment attachment, long offset) throws IOException;

    /** Where a network can fetch it without our credentials, for at least an hour. */
    URI publicUri(Attachment attachment);
}
