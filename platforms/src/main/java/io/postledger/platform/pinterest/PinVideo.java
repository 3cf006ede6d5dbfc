package io.postledger.platform.pinterest;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Codes;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Rejected;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A video on its way to Pinterest: announced ({@code POST /v5/media}), sent whole in a form with the fields that Pinterest
 * handed out, and asked after until it is processed.
 */
final class PinVideo {

    /** What was announced and not sent by then is announced anew: the fields are signed for a time that is not told. */
    private static final Duration ADDRESS_GOOD_FOR = Duration.ofMinutes(30);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ID = ".id";
    private static final String ADDRESS = ".address";
    private static final String FIELDS = ".fields";
    private static final String SINCE = ".since";
    private static final String SENT = ".sent";
    private static final String READY = ".ready";

    private final NetworkSettings settings;
    private final Api api;

    PinVideo(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    static Optional<String> id(Attachment video, Prepared prepared) {
        return prepared.part(video.mediaId() + ID);
    }

    Preparation prepare(Submission submission, Attachment video, Prepared soFar, Instant deadline) {
        String key = video.mediaId();
        Prepared prepared = isStale(key, soFar) ? forgotten(key, soFar) : soFar;
        if (prepared.part(key + READY).isPresent()) {
            return new Ready(prepared, api.notMade("pinterest.media.none", "the video is ready"));
        }
        if (prepared.part(key + ID).isEmpty()) {
            Preparation announced = announce(submission, key, prepared, deadline);
            if (!(announced instanceof Ready ready)) {
                return announced;
            }
            prepared = ready.prepared();
        }
        if (prepared.part(key + SENT).isEmpty()) {
            Preparation sent = send(submission, video, prepared, deadline);
            if (!(sent instanceof Ready ready)) {
                return sent;
            }
            prepared = ready.prepared();
        }
        return status(submission, key, prepared, deadline);
    }

    private boolean isStale(String key, Prepared prepared) {
        return prepared.part(key + SENT).isEmpty() && isOld(key, prepared);
    }

    private boolean isOld(String key, Prepared prepared) {
        return prepared.part(key + SINCE)
                .map(since -> Instant.parse(since).plus(ADDRESS_GOOD_FOR).isBefore(api.now()))
                .orElse(false);
    }

    private Preparation announce(Submission submission, String key, Prepared prepared, Instant deadline) {
        Reply reply = api.send(
                "pinterest.media.create",
                WireRequest.post(
                        settings.api("/v5/media"),
                        Api.bearer(submission.credentials().accessToken()),
                        Api.json(Map.of("media_type", "video"))),
                deadline);
        JsonNode json = reply.json();
        if (!reply.isDone()
                || !json.path("media_id").isString()
                || !json.path("upload_url").isString()
                || !json.path("upload_parameters").isObject()) {
            return reply.notPrepared(prepared);
        }
        return new Ready(
                prepared.with(key + ID, json.path("media_id").stringValue())
                        .with(key + ADDRESS, json.path("upload_url").stringValue())
                        .with(key + FIELDS, JSON.writeValueAsString(json.path("upload_parameters")))
                        .with(key + SINCE, api.now().toString()),
                reply.exchange());
    }

    /** Not to Pinterest's API but to where its files lie, so without our token; sent again, it lies there once. */
    private Preparation send(Submission submission, Attachment video, Prepared prepared, Instant deadline) {
        String key = video.mediaId();
        Map<String, String> fields = new LinkedHashMap<>();
        JSON.readTree(prepared.part(key + FIELDS).orElse("{}"))
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        try (InputStream bytes = submission.media().open(video, 0)) {
            WireBody file = WireBody.part(video.contentType(), video.bytes(), () -> bytes);
            Reply reply = api.upload(
                    "pinterest.media.upload",
                    WireRequest.post(
                            URI.create(prepared.part(key + ADDRESS).orElse("")),
                            Map.of(),
                            WireBody.form(fields, "file", "video", file)),
                    deadline);
            if (reply.isDone()) {
                return new Ready(prepared.with(key + SENT, "yes"), reply.exchange());
            }
            boolean refused = reply.judgement().verdict() == Verdict.REFUSED
                    || reply.judgement().verdict() == Verdict.NEEDS_REFRESH;
            return refused ? expired(key, prepared, reply) : reply.notPrepared(prepared);
        } catch (IOException e) {
            String reason = "the video cannot be read";
            return new NotDone(
                    prepared, Codes.MEDIA_UNREADABLE, reason, null, api.notMade("pinterest.media.upload", reason));
        }
    }

    private Preparation status(Submission submission, String key, Prepared prepared, Instant deadline) {
        Reply reply = api.send(
                "pinterest.media.get",
                WireRequest.get(
                        settings.api("/v5/media/" + prepared.part(key + ID).orElse("")),
                        Api.bearer(submission.credentials().accessToken())),
                deadline);
        if (reply.status() == 404) {
            return expired(key, prepared, reply);
        }
        return switch (reply.isDone() ? reply.json().path("status").asString("") : "") {
            case "succeeded" -> new Ready(prepared.with(key + READY, "yes"), reply.exchange());
            case "registered" ->
                isOld(key, prepared)
                        ? expired(key, prepared, reply)
                        : new Waiting(prepared, api.now().plus(LOOK_AGAIN), reply.exchange());
            case "processing" -> new Waiting(prepared, api.now().plus(LOOK_AGAIN), reply.exchange());
            case "failed" ->
                new Rejected(Codes.MEDIA_REFUSED, "Pinterest could not process the video.", reply.exchange());
            default -> reply.notPrepared(prepared);
        };
    }

    private static NotDone expired(String key, Prepared prepared, Reply reply) {
        return new NotDone(
                forgotten(key, prepared),
                Codes.PREPARATION_EXPIRED,
                "Pinterest does not take the upload any more: " + reply.reason(),
                null,
                reply.exchange());
    }

    private static Prepared forgotten(String key, Prepared prepared) {
        Prepared rest = prepared;
        for (String part : new String[] {ID, ADDRESS, FIELDS, SINCE, SENT, READY}) {
            rest = rest.without(key + part);
        }
        return rest;
    }
}
