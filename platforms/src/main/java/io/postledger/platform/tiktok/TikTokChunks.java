package io.postledger.platform.tiktok;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Prepared;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Puts a part of a video where TikTok said. The address is the right to do so: no token goes along. */
final class TikTokChunks {

    static final String UNREADABLE = "the video cannot be read";

    private static final System.Logger LOG = System.getLogger(TikTokChunks.class.getName());

    private final Api api;

    /** @param api with {@link UploadDialect} */
    TikTokChunks(Api api) {
        this.api = api;
    }

    /** As it was announced, whatever the settings are now. */
    ChunkPlan plan(Prepared prepared, Attachment video) {
        long chunk = Long.parseLong(prepared.part(TikTokPreparing.CHUNK).orElseThrow());
        return new ChunkPlan(video.bytes(), chunk, Math.max(1, video.bytes() / chunk));
    }

    /**
     * @param bytes opened at {@code from}; closed here, whatever comes of it
     * @param to exclusive
     */
    Reply send(Prepared prepared, Attachment video, InputStream bytes, long from, long to, Instant deadline) {
        URI address = URI.create(prepared.part(TikTokPreparing.UPLOAD_URL).orElseThrow());
        String range = "bytes " + from + "-" + (to - 1) + "/" + video.bytes();
        WireRequest request = WireRequest.put(
                address, Map.of("Content-Range", range), WireBody.part(video.contentType(), to - from, () -> bytes));
        try {
            return api.upload("tiktok.video.upload", request, deadline);
        } finally {
            close(bytes);
        }
    }

    /** What was sent was sent: that our own file does not close well says nothing about it. */
    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an attachment did not close well", e);
        }
    }
}
