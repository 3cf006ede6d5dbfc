package io.postledger.platform.linkedin;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One picture: {@code initializeUpload}, then its bytes to the address that LinkedIn names, with our token. */
final class ImageUpload {

    private final LinkedInCalls calls;
    private final Api api;

    ImageUpload(LinkedInCalls calls, Api api) {
        this.calls = calls;
        this.api = api;
    }

    Preparation send(Submission submission, Attachment file, Upload soFar, Instant deadline) {
        Upload upload = soFar;
        if (upload.urn().isEmpty()) {
            Reply reply = calls.post(
                    "linkedin.images.initializeUpload",
                    "/rest/images?action=initializeUpload",
                    submission.credentials().accessToken(),
                    Map.of(
                            "initializeUploadRequest",
                            Map.of("owner", submission.account().externalId())),
                    deadline);
            JsonNode value = reply.json().path("value");
            if (!reply.isDone()
                    || !value.path("image").isString()
                    || !value.path("uploadUrl").isString()) {
                return reply.notPrepared(upload.prepared());
            }
            upload = upload.begun(
                            value.path("image").stringValue(),
                            Instant.ofEpochMilli(
                                    value.path("uploadUrlExpiresAt").asLong(Long.MAX_VALUE / 2)))
                    .at(value.path("uploadUrl").stringValue());
        }
        return put(submission, file, upload, deadline);
    }

    private Preparation put(Submission submission, Attachment file, Upload upload, Instant deadline) {
        Optional<URI> address = calls.uploadAddress(upload.address());
        if (address.isEmpty()) {
            return notDone(upload, Codes.UNREADABLE_ANSWER, "an upload address that is not LinkedIn's");
        }
        try (InputStream bytes = submission.media().open(file, 0)) {
            Reply reply = api.upload(
                    "linkedin.images.upload",
                    WireRequest.put(
                            address.get(),
                            Api.bearer(submission.credentials().accessToken()),
                            WireBody.part("application/octet-stream", file.bytes(), () -> bytes)),
                    deadline);
            return reply.isDone()
                    ? new Ready(upload.sent().prepared(), reply.exchange())
                    : LinkedInMedia.notSent(upload, reply);
        } catch (IOException e) {
            return notDone(upload, Codes.MEDIA_UNREADABLE, "the picture cannot be read");
        }
    }

    private NotDone notDone(Upload upload, String code, String reason) {
        return new NotDone(upload.prepared(), code, reason, null, api.notMade("linkedin.images.upload", reason));
    }
}
