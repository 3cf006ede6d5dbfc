package io.postledger.trial.history;

import io.postledger.api.account.AccountId;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PublicationResult;
import io.postledger.api.publication.CancelPublication;
import io.postledger.api.publication.DeferPublication;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.GiveUpHeldPublication;
import io.postledger.api.publication.HoldPublication;
import io.postledger.api.publication.PublicationAccepted;
import io.postledger.api.publication.PublicationAttemptNotSent;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationConfirmedAbsent;
import io.postledger.api.publication.PublicationDeferred;
import io.postledger.api.publication.PublicationFailed;
import io.postledger.api.publication.PublicationHeld;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationParked;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationReleased;
import io.postledger.api.publication.RecordAccepted;
import io.postledger.api.publication.RecordConfirmedAbsent;
import io.postledger.api.publication.RecordLookUpUndecided;
import io.postledger.api.publication.RecordNotSent;
import io.postledger.api.publication.RecordOutcomeUnknown;
import io.postledger.api.publication.RecordPrepared;
import io.postledger.api.publication.RecordPublished;
import io.postledger.api.publication.RecordRefused;
import io.postledger.api.publication.ReleasePublication;
import io.postledger.api.publication.RequestPublication;
import io.postledger.api.publication.Resolution;
import io.postledger.api.publication.ResolveParkedPublication;
import io.postledger.api.publication.StartPreparation;
import io.postledger.api.publication.StartPublicationAttempt;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One delivery, by the protocol of the publishing process: what is done next follows from what was decided last. Most go
 * well at once; the shares of what does not are higher than a network's on a good day, so that no kind is rare.
 */
final class PublicationLife {
    private static final double ACCOUNT_LOST = 0.006;
    private static final double RATE_LIMITED = 0.02;
    private static final double CANCELLED_WHILE_LIMITED = 0.05;
    private static final double NOT_SENT = 0.03;
    private static final double OUTCOME_UNKNOWN = 0.025;
    private static final double REFUSED = 0.015;
    private static final double ACCEPTED_FIRST = 0.03;
    private static final String PUBLISHED = "PUBLISHED";

    private final Scene scene;
    private final AccountLife account;
    private final Sender publishing;
    private final Sender person;
    private final PublicationId id;
    private final Runnable onEnd;
    private int attempt;
    private boolean prepare;
    private @Nullable String result;

    /** @param onEnd when it is known what became of it */
    PublicationLife(Scene scene, Sender person, String workspaceId, String id, AccountLife account, Runnable onEnd) {
        this.scene = scene;
        this.account = account;
        this.publishing = Sender.process(workspaceId, "publishing");
        this.person = person;
        this.id = new PublicationId(id);
        this.onEnd = onEnd;
    }

    PublicationId id() {
        return id;
    }

    boolean ended() {
        return result != null;
    }

    PublicationResult result() {
        boolean published = PUBLISHED.equals(result);
        return new PublicationResult(id, account.id(), published, published ? null : result);
    }

    void begin(PostPublishingBegun begun, PlannedPublication planned) {
        scene.send(
                publishing,
                new RequestPublication(
                        id,
                        new PostId(begun.postId()),
                        new AccountId(planned.accountId()),
                        planned.platform(),
                        begun.contentVersion(),
                        begun.text(),
                        begun.media(),
                        planned.options(),
                        begun.dueAt()),
                "request:" + id.value());
        prepare = !begun.media().isEmpty();
        scene.in(scene.millis(40, 900), this::send);
    }

    private void send() {
        if (ended()) {
            return;
        }
        if (!account.usable() || scene.chance(ACCOUNT_LOST)) {
            follow(new HoldPublication(id, "GRANT_REVOKED"));
        } else if (scene.chance(RATE_LIMITED)) {
            follow(new DeferPublication(
                    id, "RATE_LIMITED", scene.now().plus(scene.minutes(1, 20)), exchange(429, "rate-limited")));
        } else if (prepare) {
            prepare = false;
            follow(new StartPreparation(id));
            scene.in(scene.millis(500, 9_000), () -> {
                follow(new RecordPrepared(id, exchange(200, null)));
                scene.in(scene.millis(20, 200), this::start);
            });
        } else {
            start();
        }
    }

    private void start() {
        follow(new StartPublicationAttempt(id, attempt + 1));
    }

    private void answer() {
        double luck = scene.between(0, 999_999) / 1e6;
        if ((luck -= NOT_SENT) < 0) {
            follow(new RecordNotSent(id, attempt, "UNREACHABLE", null, Exchange.NONE));
        } else if ((luck -= OUTCOME_UNKNOWN) < 0) {
            follow(new RecordOutcomeUnknown(id, attempt, "TIMEOUT", Exchange.NONE));
        } else if ((luck -= REFUSED) < 0) {
            refused();
        } else if (luck < ACCEPTED_FIRST) {
            follow(new RecordAccepted(
                    id, attempt, scene.now().plusSeconds(scene.between(5, 60)), exchange(202, "processing")));
        } else {
            published();
        }
    }

    private void lookUp() {
        double luck = scene.between(0, 999_999) / 1e6;
        if (luck < 0.5) {
            published();
        } else if (luck < 0.75) {
            follow(new RecordConfirmedAbsent(id, attempt, exchange(200, null)));
        } else {
            follow(new RecordLookUpUndecided(id, attempt, "INCONCLUSIVE", null, exchange(200, null)));
        }
    }

    private void check() {
        if (scene.chance(0.97)) {
            published();
        } else {
            refused();
        }
    }

    private void published() {
        String number = Long.toString(8_000_000_000_000L + scene.between(0, 2_000_000_000));
        follow(new RecordPublished(
                id,
                attempt,
                number,
                "https://example.com/status/" + number,
                scene.now().minusMillis(scene.between(5, 80)),
                exchange(201, null)));
    }

    private void refused() {
        follow(new RecordRefused(
                id, attempt, "CONTENT_REFUSED", "The network does not take this.", exchange(403, "duplicate")));
    }

    private void resolve() {
        double luck = scene.between(0, 999_999) / 1e6;
        Resolution resolution =
                luck < 0.4 ? Resolution.PUBLISHED : luck < 0.7 ? Resolution.SEND_AGAIN : Resolution.GIVE_UP;
        boolean seen = resolution == Resolution.PUBLISHED;
        follow(
                person,
                new ResolveParkedPublication(
                        id, resolution, seen ? "seen-by-a-person" : null, seen ? "https://example.com/seen" : null));
    }

    private void follow(Object command) {
        follow(publishing, command);
    }

    private void follow(Sender sender, Object command) {
        for (DomainEventMessage<?> event : scene.send(sender, command)) {
            follow(event.getPayload(), event.getTimestamp());
        }
    }

    /** As the process does, or a network or person would. */
    private void next(Object event, Instant now) {
        if (event instanceof PublicationAttemptStarted started) {
            attempt = started.attempt();
            scene.in(scene.millis(120, 2_500), this::answer);
        } else if (event instanceof PublicationAttemptNotSent notSent) {
            scene.at(notSent.retryAt(), this::send);
        } else if (event instanceof PublicationConfirmedAbsent absent) {
            scene.at(absent.retryAt(), this::send);
        } else if (event instanceof PublicationOutcomeUnknown unknown) {
            scene.at(unknown.lookUpAt(), this::lookUp);
        } else if (event instanceof PublicationAccepted accepted) {
            scene.at(accepted.checkAt(), this::check);
        } else if (event instanceof PublicationDeferred deferred) {
            if (scene.chance(CANCELLED_WHILE_LIMITED)) {
                scene.in(scene.millis(1_000, 40_000), () -> follow(person, new CancelPublication(id)));
            }
            scene.at(deferred.until(), this::send);
        } else if (event instanceof PublicationHeld held) {
            account.lose(held.reason());
            account.whenConnected(() -> follow(new ReleasePublication(id)));
            scene.at(held.giveUpAt(), () -> follow(new GiveUpHeldPublication(id)));
        } else if (event instanceof PublicationReleased released) {
            scene.at(now, released.attempt() > 0 ? this::lookUp : this::send);
        } else if (event instanceof PublicationParked) {
            scene.in(scene.minutes(20, 60 * 20), this::resolve);
        }
    }

    private void follow(Object event, Instant now) {
        if (event instanceof PublicationPublished published) {
            result = PUBLISHED;
            account.published(id.value(), published.publishedAt());
            onEnd.run();
        } else if (event instanceof PublicationFailed failed) {
            result = failed.reason();
            onEnd.run();
        } else {
            next(event, now);
        }
    }

    private Exchange exchange(int status, @Nullable String code) {
        return new Exchange(
                status,
                code,
                "req-" + scene.between(1, 999_999_999),
                scene.between(40, 900),
                "network.call",
                code == null ? null : "The network said: " + code,
                scene.now());
    }
}
