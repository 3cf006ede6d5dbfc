package io.postledger.platform.instagram;

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
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Judgement.Verdict;
import io.postledger.platform.http.Reply;
import io.postledger.platform.rules.MediaTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Containers: what Instagram fetches from our public address and makes ready, and what is published later. A carousel is a
 * container of containers. One that nobody publishes ends after 24 hours, and then all begins anew.
 */
final class InstagramContainers {

    private static final String CREATE = "instagram.media.create";
    private static final String CHILD = "child.";
    private static final String FINISHED = "finished.";
    private static final String WHOLE = "container";

    /** After a failure of Instagram's, or of ours to hand out media. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(60);

    private final GraphApi api;
    private final Duration checkAfter;

    InstagramContainers(NetworkSettings settings, GraphApi api) {
        this.api = api;
        this.checkAfter = Duration.ofSeconds(Long.parseLong(settings.option("check-seconds", "15")));
    }

    /** The one that is, or was, published. */
    static String whole(Prepared prepared) {
        return prepared.part(WHOLE).orElse("");
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        if (soFar.parts().isEmpty()) {
            Reply reply = quota(submission, deadline);
            if (!reply.isDone()) {
                return reply.notPrepared(soFar);
            }
            if (reply.exchange().rateLimits().stream()
                    .anyMatch(limit -> limit.name().equals(InstagramLimits.POSTS) && limit.remaining() == 0)) {
                Instant again = reply.exchange().at().plus(InstagramLimits.LOOK_AGAIN);
                String why = "the account's posts of the last 24 hours are as many as Instagram takes";
                return new NotDone(soFar, Codes.RATE_LIMITED, why, again, reply.exchange());
            }
        }
        Prepared prepared = soFar;
        if (submission.content().media().size() > 1 && whole(prepared).isEmpty()) {
            Preparation children = children(submission, prepared, deadline);
            if (!(children instanceof Ready ready)) {
                return children;
            }
            prepared = ready.prepared();
        }
        if (whole(prepared).isEmpty()) {
            Reply reply = create(submission, parametersOfWhole(submission, prepared), deadline);
            if (!isCreated(reply)) {
                return reply.notPrepared(prepared);
            }
            prepared = prepared.with(WHOLE, id(reply));
        }
        Preparation whole = checked(status(submission, whole(prepared), deadline), prepared);
        return whole instanceof Ready ready && !api.leavesTimeToSend(deadline)
                ? new Waiting(ready.prepared(), api.now(), ready.exchange())
                : whole;
    }

    /** What a carousel holds, each of which must be ready before the carousel is made. */
    private Preparation children(Submission submission, Prepared soFar, Instant deadline) {
        List<Attachment> media = submission.content().media();
        Prepared prepared = soFar;
        Reply last = null;
        for (int i = 0; i < media.size(); i++) {
            if (prepared.part(CHILD + i).isEmpty()) {
                last = create(submission, parametersOfChild(submission, media.get(i)), deadline);
                if (!isCreated(last)) {
                    return last.notPrepared(prepared);
                }
                prepared = prepared.with(CHILD + i, id(last));
            }
        }
        for (int i = 0; i < media.size(); i++) {
            if (prepared.part(FINISHED + i).isEmpty()) {
                last = status(submission, prepared.part(CHILD + i).orElseThrow(), deadline);
                if (!(checked(last, prepared) instanceof Ready)) {
                    return checked(last, prepared);
                }
                prepared = prepared.with(FINISHED + i, "yes");
            }
        }
        return new Ready(prepared, last == null ? api.notMade(CREATE, "made before") : last.exchange());
    }

    /** What a container's status means for going on. */
    private Preparation checked(Reply reply, Prepared prepared) {
        InstagramContainer container = InstagramContainer.of(reply);
        return switch (container.state()) {
            // PUBLISHED after an attempt that is unknown: what follows finds that out.
            case FINISHED, PUBLISHED -> new Ready(prepared, reply.exchange());
            case IN_PROGRESS -> new Waiting(prepared, api.now().plus(checkAfter), reply.exchange());
            case EXPIRED -> new Waiting(Prepared.NOTHING, api.now(), reply.exchange());
            case ERROR -> failed(container, reply);
            case UNREADABLE -> reply.notPrepared(prepared);
        };
    }

    /** Failures that Instagram says to try again are tried with new containers. */
    private Preparation failed(InstagramContainer container, Reply reply) {
        Judgement judgement = container.failure().orElse(Judgement.refused(Codes.MEDIA_REFUSED));
        return judgement.verdict() == Verdict.REFUSED
                ? new Rejected(judgement.code(), container.words(), reply.exchange())
                : new NotDone(
                        Prepared.NOTHING,
                        judgement.code(),
                        container.words(),
                        api.now().plus(AFTER_FAILURE),
                        reply.exchange());
    }

    private Map<String, String> parametersOfWhole(Submission submission, Prepared prepared) {
        List<Attachment> media = submission.content().media();
        Map<String, String> form = new LinkedHashMap<>();
        if (media.size() > 1) {
            form.put("media_type", "CAROUSEL");
            form.put(
                    "children",
                    IntStream.range(0, media.size())
                            .mapToObj(i -> prepared.part(CHILD + i).orElseThrow())
                            .collect(Collectors.joining(",")));
        } else {
            form.putAll(source(submission, media.get(0), "REELS"));
        }
        if (!submission.content().text().isBlank()) {
            form.put("caption", submission.content().text());
        }
        return form;
    }

    private static Map<String, String> parametersOfChild(Submission submission, Attachment media) {
        Map<String, String> form = source(submission, media, "VIDEO");
        form.put("is_carousel_item", "true");
        return form;
    }

    private static Map<String, String> source(Submission submission, Attachment media, String videoType) {
        Map<String, String> form = new LinkedHashMap<>();
        String address = submission.media().publicUri(media).toString();
        if (MediaTypes.isVideo(media)) {
            form.put("media_type", videoType);
            form.put("video_url", address);
        } else {
            form.put("image_url", address);
            if (media.altText() != null && !media.altText().isBlank()) {
                form.put("alt_text", media.altText());
            }
        }
        return form;
    }

    private Reply quota(Submission submission, Instant deadline) {
        return api.get(
                "instagram.publishing.limit",
                "/" + submission.account().externalId() + "/content_publishing_limit",
                Map.of("fields", "config,quota_usage"),
                submission.credentials().accessToken(),
                deadline);
    }

    private Reply create(Submission submission, Map<String, String> form, Instant deadline) {
        return api.post(
                CREATE,
                "/" + submission.account().externalId() + "/media",
                form,
                submission.credentials().accessToken(),
                deadline);
    }

    private Reply status(Submission submission, String container, Instant deadline) {
        return api.get(
                InstagramContainer.STATUS,
                "/" + container,
                InstagramContainer.QUERY,
                submission.credentials().accessToken(),
                deadline);
    }

    private static boolean isCreated(Reply reply) {
        return reply.isDone() && !id(reply).isBlank();
    }

    private static String id(Reply reply) {
        return reply.json().path("id").asString("");
    }
}
