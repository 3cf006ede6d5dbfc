package io.postledger.trial.history;

import io.postledger.api.account.AccountId;
import io.postledger.api.account.ConnectAccount;
import io.postledger.api.account.DisconnectAccount;
import io.postledger.api.account.Platform;
import io.postledger.api.account.ReportAuthorizationLost;
import io.postledger.api.metrics.Counters;
import io.postledger.api.metrics.IngestMetrics;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.post.ImportPost;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.trial.demo.Audience;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An account of a network: connected, sometimes lost and connected again, and read for how its posts are received. */
final class AccountLife {
    private static final Duration READ_EVERY = Duration.ofHours(6);
    /** After this a post has hardly any new readers. */
    private static final Duration READ_FOR = Duration.ofDays(4);

    private static final String SOURCE = "postledger.collection";
    private static final int IMPORTED = 5;
    private static final List<Integer> REACHES = List.of(180, 350, 900, 2_400, 15_000);

    private final Scene scene;
    private final String workspaceId;
    private final AccountId id;
    private final Platform platform;
    private final String externalId;
    private final String handle;
    private final Audience audience;
    private final List<Going> going = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean usable = true;

    /** A post that people may still be reading. */
    private record Going(String publicationId, Instant publishedAt) {}

    AccountLife(Scene scene, String workspaceId, Platform platform, int number, ZoneId zone) {
        this.scene = scene;
        this.workspaceId = workspaceId;
        this.platform = platform;
        this.id = scene.id(AccountId.PREFIX, AccountId::new);
        this.externalId = Long.toString(1_000_000_000L + scene.between(0, 1_000_000_000));
        this.handle = "account_" + number;
        this.audience = new Audience(zone, scene.one(REACHES));
    }

    AccountId id() {
        return id;
    }

    Platform platform() {
        return platform;
    }

    boolean usable() {
        return usable;
    }

    void begin() {
        connect();
        for (int n = 0; n < IMPORTED; n++) {
            importPost(n);
        }
        scene.in(scene.minutes(1, 360), this::read);
    }

    private void connect() {
        scene.send(
                Sender.process(workspaceId, "account-connecting"),
                new ConnectAccount(id, platform, externalId, handle, "Account of " + handle, List.of("read", "write")));
        usable = true;
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    private void importPost(int n) {
        PublicationId publication = scene.id(PublicationId.PREFIX, PublicationId::new);
        PostId post = scene.id(PostId.PREFIX, PostId::new);
        Instant publishedAt = scene.now().minus(scene.minutes(60, 60 * 24 * 3));
        String number = Long.toString(7_000_000_000L + scene.between(0, 1_000_000_000));
        scene.send(
                Sender.process(workspaceId, "import"),
                new ImportPost(
                        post,
                        publication,
                        id,
                        "From before, no. " + (n + 1) + ". " + Words.text(scene),
                        number,
                        URI.create("https://example.com/" + handle + "/" + number),
                        publishedAt));
        published(publication.value(), publishedAt);
        scene.deciders().forget(Stream.of(post.value()));
    }

    /** From now on its readers are counted. */
    void published(String publicationId, Instant at) {
        going.add(new Going(publicationId, at));
    }

    private void read() {
        going.removeIf(post -> {
            boolean over = scene.now().isAfter(post.publishedAt().plus(READ_FOR));
            if (over) {
                scene.deciders().forgetPublication(post.publicationId());
            }
            return over;
        });
        if (!going.isEmpty()) {
            Instant end = scene.now().plusMillis(1);
            Instant start = end.minus(READ_EVERY);
            MetricsBatchId batch = MetricsBatchId.of(SOURCE, id, start, end);
            List<IngestMetrics.Reading> readings = going.stream()
                    .map(post -> new IngestMetrics.Reading(
                            new PublicationId(post.publicationId()),
                            scene.now(),
                            counters(audience.counters(post.publicationId(), post.publishedAt(), scene.now()))))
                    .toList();
            scene.send(
                    Sender.process(workspaceId, "metrics-collection"),
                    new IngestMetrics(batch, SOURCE, id, start, end, readings));
            scene.deciders().forget(Stream.of(batch.value()));
        }
        scene.in(READ_EVERY, this::read);
    }

    private Counters counters(Map<String, Long> seen) {
        return new Counters(
                seen.get("impressions"),
                seen.get("likes"),
                seen.get("comments"),
                seen.get("shares"),
                platform == Platform.INSTAGRAM ? seen.get("saves") : null,
                platform == Platform.INSTAGRAM ? null : seen.get("clicks"),
                null);
    }

    /** The network no longer lets us in, until somebody connects the account again; sometimes that takes over a week. */
    void lose(String reason) {
        if (usable) {
            usable = false;
            scene.send(Sender.process(workspaceId, "account-grants"), new ReportAuthorizationLost(id, reason));
            Duration away = scene.chance(0.2) ? Duration.ofDays(scene.between(8, 12)) : scene.minutes(30, 60 * 30);
            scene.in(away, this::connect);
        }
    }

    /** Somebody leaves it out for a while. */
    void disconnect(Sender owner) {
        if (usable) {
            usable = false;
            scene.send(owner, new DisconnectAccount(id));
            scene.in(Duration.ofDays(scene.between(1, 4)), this::connect);
        }
    }

    /** Once it is connected again, or at once. */
    void whenConnected(Runnable action) {
        if (usable) {
            action.run();
        } else {
            waiting.add(action);
        }
    }
}
