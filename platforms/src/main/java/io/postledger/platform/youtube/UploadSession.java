package io.postledger.platform.youtube;

import io.postledger.api.media.Attachment;
import io.postledger.platform.AccessToken;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The calls of a resumable upload: open a session, send a piece, ask how far it is. */
final class UploadSession {

    private static final String OPEN = "/upload/youtube/v3/videos?uploadType=resumable&part=snippet%2Cstatus";
    private static final String GOOGLE = ".googleapis.com";

    private static final System.Logger LOG = System.getLogger(UploadSession.class.getName());

    private final NetworkSettings settings;
    private final Api api;

    UploadSession(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    Reply open(Submission submission, Attachment file, Instant deadline) {
        Map<String, String> headers =
                new HashMap<>(Api.bearer(submission.credentials().accessToken()));
        headers.put("X-Upload-Content-Length", Long.toString(file.bytes()));
        headers.put("X-Upload-Content-Type", file.contentType());
        return api.send(
                "youtube.videos.insert",
                WireRequest.post(settings.api(OPEN), headers, YouTubeVideo.resource(submission.content())),
                deadline);
    }

    /** The session's address; empty where the answer has none that our token may be shown to. */
    Optional<URI> address(Reply opened) {
        return opened.header("Location").flatMap(this::trusted);
    }

    private Optional<URI> trusted(String location) {
        try {
            URI uri = URI.create(location);
            boolean ours =
                    String.valueOf(uri.getAuthority()).equals(settings.apiUri().getAuthority());
            boolean googles = "https".equals(uri.getScheme())
                    && String.valueOf(uri.getHost()).endsWith(GOOGLE);
            return ours || googles ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param bytes opened at {@code from}; closed here, whatever comes of it */
    UploadState send(
            URI session,
            AccessToken token,
            Attachment file,
            InputStream bytes,
            long from,
            long length,
            Instant deadline) {
        String range = "bytes " + from + "-" + (from + length - 1) + "/" + file.bytes();
        WireRequest request = put(session, token, range, WireBody.part(file.contentType(), length, () -> bytes));
        try {
            return UploadState.of(api.upload("youtube.videos.upload", request, deadline), file.bytes());
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

    UploadState ask(URI session, AccessToken token, Attachment file) {
        return UploadState.of(api.send("youtube.videos.upload.status", question(session, token, file)), file.bytes());
    }

    UploadState ask(URI session, AccessToken token, Attachment file, Instant deadline) {
        return UploadState.of(
                api.send("youtube.videos.upload.status", question(session, token, file), deadline), file.bytes());
    }

    private static WireRequest question(URI session, AccessToken token, Attachment file) {
        return put(session, token, "bytes */" + file.bytes(), WireBody.bytes(file.contentType(), new byte[0]));
    }

    private static WireRequest put(URI session, AccessToken token, String range, WireBody body) {
        Map<String, String> headers = new HashMap<>(Api.bearer(token));
        headers.put("Content-Range", range);
        return WireRequest.put(session, headers, body);
    }
}
