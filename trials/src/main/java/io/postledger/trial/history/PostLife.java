package io.postledger.trial.history;

import io.postledger.api.account.AccountId;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.post.BeginPublishing;
import io.postledger.api.post.CancelPostSchedule;
import io.postledger.api.post.DeletePost;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.FinishPublishing;
import io.postledger.api.post.PlannedPublication;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPublishingBegun;
import io.postledger.api.post.PostPublishingFailed;
import io.postledger.api.post.PostRescheduled;
import io.postledger.api.post.PostScheduled;
import io.postledger.api.post.ReschedulePost;
import io.postledger.api.post.Schedule;
import io.postledger.api.post.SchedulePost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** A post from its first draft to its end: written in working hours, edited, scheduled for when people read, sent. */
final class PostLife {
    private static final double DELETED = 0.05;
    private static final double LEFT = 0.04;
    private static final double AT_ONCE = 0.08;
    private static final double RESCHEDULED = 0.12;
    private static final double CANCELLED = 0.04;
    private static final double EDITED_WHILE_SCHEDULED = 0.06;
    /** Hours at which people plan posts: after breakfast, at lunch, and most of all in the evening. */
    private static final List<Integer> HOURS = List.of(8, 9, 12, 12, 13, 17, 18, 18, 19, 19, 20, 21);

    private final Scene scene;
    private final ZoneId zone;
    private final Sender author;
    private final Sender publishing;
    private final String workspaceId;
    private final Map<AccountId, AccountLife> accounts;
    private final List<AccountId> targets;
    private final List<MediaChoice> media;
    private final PostId id;
    private final List<PublicationLife> publications = new ArrayList<>();
    private int scheduleNumber;
    private boolean scheduled;

    PostLife(
            Scene scene,
            String workspaceId,
            ZoneId zone,
            Sender author,
            Map<AccountId, AccountLife> accounts,
            List<AccountId> targets,
            List<MediaChoice> media) {
        this.scene = scene;
        this.workspaceId = workspaceId;
        this.zone = zone;
        this.author = author;
        this.publishing = Sender.process(workspaceId, "publishing");
        this.accounts = accounts;
        this.targets = targets;
        this.media = media;
        this.id = scene.id(PostId.PREFIX, PostId::new);
    }

    void begin() {
        scene.send(author, new DraftPost(id, Words.text(scene), targets, media, Map.of()));
        Duration later = Duration.ZERO;
        while (scene.chance(0.4)) {
            later = later.plus(scene.minutes(1, 50));
            scene.in(later, this::edit);
        }
        Duration decision = later.plus(scene.minutes(1, 240));
        if (scene.chance(DELETED)) {
            scene.in(decision, this::delete);
        } else if (!scene.chance(LEFT)) {
            scene.in(decision, this::schedule);
        }
    }

    private void edit() {
        scene.send(author, new EditPost(id, Words.text(scene), targets, media, Map.of()));
    }

    private void delete() {
        scene.send(author, new DeletePost(id));
        forget();
    }

    private void schedule() {
        plan(scene.send(author, new SchedulePost(id, schedule(scene.chance(AT_ONCE)))));
        if (!scheduled) {
            // An account is not connected, or clocks skip the hour: somebody tries again the next day.
            scene.in(Duration.ofHours(23), this::schedule);
        }
    }

    private Schedule schedule(boolean atOnce) {
        LocalDateTime now = LocalDateTime.ofInstant(scene.now(), zone);
        LocalDateTime at = now.plusMinutes(2).truncatedTo(ChronoUnit.SECONDS);
        if (!atOnce) {
            LocalDateTime hour = now.truncatedTo(ChronoUnit.DAYS)
                    .plusDays(scene.between(0, 3))
                    .plusHours(scene.one(HOURS))
                    .plusMinutes(15L * scene.between(0, 3));
            at = hour.isBefore(now.plusMinutes(10)) ? hour.plusDays(1) : hour;
        }
        return new Schedule(at, zone.getId(), isTwice(at) ? Schedule.Occurrence.EARLIER : null);
    }

    private boolean isTwice(LocalDateTime at) {
        return zone.getRules().getValidOffsets(at).size() > 1;
    }

    private void plan(List<DomainEventMessage<?>> decided) {
        for (DomainEventMessage<?> event : decided) {
            if (event.getPayload() instanceof PostScheduled planned) {
                plan(planned.scheduleNumber(), planned.dueAt());
            } else if (event.getPayload() instanceof PostRescheduled planned) {
                plan(planned.scheduleNumber(), planned.dueAt());
            }
        }
    }

    private void plan(int number, Instant dueAt) {
        scheduled = true;
        scheduleNumber = number;
        scene.at(dueAt.plus(scene.millis(10, 400)), () -> send(number));
        Instant halfway = scene.now().plus(Duration.between(scene.now(), dueAt).dividedBy(2));
        if (scene.chance(EDITED_WHILE_SCHEDULED)) {
            scene.at(halfway, this::edit);
        }
        if (scene.chance(RESCHEDULED)) {
            scene.at(halfway, () -> plan(scene.send(author, new ReschedulePost(id, schedule(false)))));
        } else if (scene.chance(CANCELLED)) {
            scene.at(halfway, this::cancel);
        }
    }

    private void cancel() {
        scheduled = false;
        scene.send(author, new CancelPostSchedule(id));
        scene.in(scene.minutes(10, 60 * 24), this::schedule);
    }

    private void send(int number) {
        if (!scheduled || number != scheduleNumber) {
            return;
        }
        for (DomainEventMessage<?> event :
                scene.send(publishing, new BeginPublishing(id, number), "begin:" + id.value())) {
            if (event.getPayload() instanceof PostPublishingBegun begun) {
                deliver(begun);
            }
        }
    }

    private void deliver(PostPublishingBegun begun) {
        for (PlannedPublication planned : begun.publications()) {
            AccountLife account = accounts.get(new AccountId(planned.accountId()));
            PublicationLife publication =
                    new PublicationLife(scene, author, workspaceId, planned.publicationId(), account, this::finish);
            publications.add(publication);
            scene.in(scene.millis(20, 300), () -> publication.begin(begun, planned));
        }
    }

    private void finish() {
        if (!publications.stream().allMatch(PublicationLife::ended)) {
            return;
        }
        // Each delivery's own end is told first.
        scene.in(scene.millis(30, 300), () -> {
            List<DomainEventMessage<?>> decided = scene.send(
                    publishing,
                    new FinishPublishing(
                            id,
                            publications.stream().map(PublicationLife::result).toList()),
                    "finish:" + id.value());
            boolean failed = decided.stream().anyMatch(event -> event.getPayload() instanceof PostPublishingFailed);
            if (failed && scene.chance(0.3)) {
                scene.in(scene.minutes(5, 300), this::delete);
            } else {
                forget();
            }
        });
    }

    private void forget() {
        scene.deciders().forget(Stream.of(id.value()));
        // What was planned for a delivery that ended early still asks for it, and is refused or does nothing.
        scene.in(
                Duration.ofDays(8),
                () -> scene.deciders()
                        .forget(publications.stream()
                                .map(publication -> publication.id().value())));
    }
}
