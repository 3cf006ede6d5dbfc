package io.postledger.platform.linkedin;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.http.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One video: {@code initializeUpload}, each part to its own address (signed, so without our token), and {@code finalizeUpload}
 * with the parts' ETags in order. What was sent is remembered part by part.
 */
final class VideoUpload {

    /** Less time than this is not worth beginning a part in. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final LinkedInCalls calls;
    private final Api api;

    /** Bytes from {@code first} to {@code last}, both included. */
    private record Part(String address, long first, long last) {}

    VideoUpload(LinkedInCalls calls, Api api) {
        this.calls = calls;
        this.api = api;
    }

    Preparation send(Submission submission, Attachment file, Upload soFar, Instant deadline) {
        Upload upload = soFar;
        if (upload.urn().isEmpty()) {
            Reply reply = initialize(submission, file, deadline);
            JsonNode value = reply.json().path("value");
            Optional<List<Part>> parts = parts(value.path("uploadInstructions"), file.bytes());
            if (!reply.isDone() || !value.path("video").isString() || parts.isEmpty()) {
                return reply.notPrepared(upload.prepared());
            }
            upload = upload.begun(
                            value.path("video").stringValue(),
                            Instant.ofEpochMilli(
                                    value.path("uploadUrlsExpireAt").asLong(Long.MAX_VALUE / 2)))
                    .inParts(
                            JSON.writeValueAsString(parts.get()),
                            value.path("uploadToken").asString(""));
        }
        return sendParts(submission, file, upload, deadline);
    }

    private Reply initialize(Submission submission, Attachment file, Instant deadline) {
        return calls.post(
                "linkedin.videos.initializeUpload",
                "/rest/videos?action=initializeUpload",
                submission.credentials().accessToken(),
                Map.of(
                        "initializeUploadRequest",
                        Map.of(
                                "owner",
                                submission.account().externalId(),
                                "fileSizeBytes",
                                file.bytes(),
                                "uploadCaptions",
                                false,
                                "uploadThumbnail",
                                false)),
                deadline);
    }

    /** Without gaps and whole; the last may be longer than what is left of the file. */
    private static Optional<List<Part>> parts(JsonNode instructions, long size) {
        List<Part> parts = new ArrayList<>();
        long next = 0;
        for (JsonNode part : instructions) {
            long last = Math.min(part.path("lastByte").asLong(-1), size - 1);
            if (part.path("firstByte").asLong(-1) != next || last < next) {
                return Optional.empty();
            }
            parts.add(new Part(part.path("uploadUrl").asString(""), next, last));
            next = last + 1;
        }
        return next == size ? Optional.of(parts) : Optional.empty();
    }

    private Preparation sendParts(Submission submission, Attachment file, Upload begun, Instant deadline) {
        Upload upload = begun;
        List<Part> parts = Arrays.asList(JSON.readValue(upload.parts(), Part[].class));
        List<String> etags = new ArrayList<>(Arrays.asList(JSON.readValue(upload.etags(), String[].class)));
        for (Part part : parts.subList(etags.size(), parts.size())) {
            if (Duration.between(api.now(), deadline).compareTo(SHORTEST) < 0) {
                return new Waiting(
                        upload.prepared(),
                        api.now(),
                        api.notMade("linkedin.videos.upload", "no time for another part"));
            }
            Optional<URI> address = calls.uploadAddress(part.address());
            if (address.isEmpty()) {
                return notDone(upload, Codes.UNREADABLE_ANSWER, "an upload address that is not LinkedIn's");
            }
            try (InputStream bytes = submission.media().open(file, part.first())) {
                WireBody body = WireBody.part("application/octet-stream", part.last() - part.first() + 1, () -> bytes);
                Reply reply =
                        api.upload("linkedin.videos.upload", WireRequest.put(address.get(), Map.of(), body), deadline);
                Optional<String> etag = reply.header("ETag").filter(tag -> !tag.isBlank());
                if (reply.status() == 401) {
                    // No token was sent: it is the address that is no longer good.
                    return LinkedInMedia.expired(upload, reply);
                }
                if (!reply.isDone() || etag.isEmpty()) {
                    return LinkedInMedia.notSent(upload, reply);
                }
                etags.add(etag.get().replace("\"", ""));
                upload = upload.withEtags(JSON.writeValueAsString(etags));
            } catch (IOException e) {
                return notDone(upload, Codes.MEDIA_UNREADABLE, "the video cannot be read");
            }
        }
        return finish(submission, upload, etags, deadline);
    }

    private Preparation finish(Submission submission, Upload upload, List<String> etags, Instant deadline) {
        String urn = upload.urn().orElse("");
        Reply reply = calls.post(
                "linkedin.videos.finalizeUpload",
                "/rest/videos?action=finalizeUpload",
                submission.credentials().accessToken(),
                Map.of(
                        "finalizeUploadRequest",
                        Map.of("video", urn, "uploadToken", upload.token(), "uploadedPartIds", etags)),
                deadline);
        if (reply.isDone()) {
            return new Ready(upload.sent().prepared(), reply.exchange());
        }
        if (reply.judgement().verdict() != Verdict.REFUSED && reply.status() != 400) {
            return reply.notPrepared(upload.prepared());
        }
        // Perhaps because an earlier call got through whose answer was lost: what the video says of itself decides.
        Reply status = calls.get(
                "linkedin.videos.get",
                "/rest/videos/" + Api.encode(urn),
                submission.credentials().accessToken(),
                deadline);
        if (!status.isDone() && status.judgement().verdict() != Verdict.REFUSED) {
            return status.notPrepared(upload.prepared());
        }
        return switch (status.json().path("status").asString("")) {
            case "PROCESSING", "AVAILABLE", "PROCESSING_FAILED" ->
                new Ready(upload.sent().prepared(), status.exchange());
            default -> LinkedInMedia.expired(upload, reply);
        };
    }

    private NotDone notDone(Upload upload, String code, String reason) {
        return new NotDone(upload.prepared(), code, reason, null, api.notMade("linkedin.videos.upload", reason));
    }
}
