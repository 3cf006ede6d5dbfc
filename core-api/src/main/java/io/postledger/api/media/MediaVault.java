package io.postledger.api.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Where the bytes of pictures and videos are. They come in beside the log, before the event that speaks of them, and are
 * found by the media's id and the hash that the event has: whatever else was uploaded under the same id is never taken for
 * them. Fails with an exception of the store where that cannot be reached.
 */
public interface MediaVault {
    /** Makes room for one upload, in the running transaction if there is one; the answer names the upload. */
    String begin(String workspaceId, MediaId mediaId);

    /**
     * Takes an upload's bytes, to the end of the stream, and says what they are. Holds no more of them in memory than a
     * megabyte. Whatever it throws, nothing of them stays.
     *
     * @throws IOException when the stream breaks off
     * @throws io.postledger.api.RejectedException MEDIA_TYPE_NOT_ACCEPTED as soon as the first bytes tell,
     *     MEDIA_UNREADABLE, MEDIA_NOT_FOUND where the upload was given up meanwhile
     */
    MediaFacts store(String uploadId, InputStream bytes) throws IOException;

    /**
     * What a whole upload is; empty where there is none in this workspace under this id. In the running transaction it is
     * kept from being given up.
     */
    Optional<MediaFacts> claim(String workspaceId, MediaId mediaId, String uploadId);

    Optional<MediaFacts> find(String mediaId, String sha256);

    /**
     * The bytes from an offset to the end, read a piece at a time: no connection is held between pieces, and skipping
     * costs nothing.
     *
     * @throws IOException when they are not there
     */
    InputStream open(String mediaId, String sha256, long offset) throws IOException;

    /**
     * Takes away all bytes of a workspace, whatever speaks of them.
     *
     * @return how many uploads there were
     */
    int erase(String workspaceId);

    /**
     * Takes away all bytes that were uploaded under this id; done again there are none.
     *
     * @return how many uploads there were
     */
    int purge(String mediaId);

    /**
     * Gives up what nobody touched since: uploads that were cut off, and whole ones that are in no event.
     *
     * @param isInTheLog whether the log has this media's id with this hash
     * @return how many uploads were given up
     */
    int tidy(Instant untouchedSince, BiPredicate<String, String> isInTheLog);
}
