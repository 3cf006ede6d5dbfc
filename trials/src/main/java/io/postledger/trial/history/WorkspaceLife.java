package io.postledger.trial.history;

import io.postledger.api.Secret;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.consent.ConsentsId;
import io.postledger.api.consent.GiveConsent;
import io.postledger.api.consent.Purpose;
import io.postledger.api.consent.WithdrawConsent;
import io.postledger.api.history.ApproveHistoryExport;
import io.postledger.api.history.AuditTrailId;
import io.postledger.api.history.BeginHistoryExport;
import io.postledger.api.history.BeginOperatorExport;
import io.postledger.api.history.ChangeExportRule;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.RecordReading;
import io.postledger.api.history.RequestHistoryExport;
import io.postledger.api.media.DeleteMedia;
import io.postledger.api.media.ExpireMedia;
import io.postledger.api.media.MediaChoice;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.RegisterMedia;
import io.postledger.api.user.RegisterUser;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.AddMember;
import io.postledger.api.workspace.ChangeMemberRole;
import io.postledger.api.workspace.ChangeRetention;
import io.postledger.api.workspace.CreateWorkspace;
import io.postledger.api.workspace.RemoveMember;
import io.postledger.api.workspace.RetentionRules;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** People who run some accounts together: they write on weekdays, by day, where they live. */
final class WorkspaceLife {
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Asia/Tokyo",
            "Europe/London",
            "America/Sao_Paulo",
            "Australia/Sydney");
    /** Networks that take a text, or a picture with it, without more being asked for. */
    private static final List<Platform> PLATFORMS =
            List.of(Platform.X, Platform.INSTAGRAM, Platform.FACEBOOK, Platform.LINKEDIN);

    private static final int PICTURES = 40;

    private final Scene scene;
    private final int number;
    private final ZoneId zone;
    /** What all have as their rule for pictures that no post has. */
    static final int UNUSED_MEDIA_DAYS = 30;

    private final WorkspaceId id;
    private final List<UserId> writers = new ArrayList<>();
    private final Map<AccountId, AccountLife> accounts = new LinkedHashMap<>();
    private final List<MediaId> pictures = new ArrayList<>();
    private int people;

    WorkspaceLife(Scene scene, int number) {
        this.scene = scene;
        this.number = number;
        this.zone = ZoneId.of(ZONES.get(number % ZONES.size()));
        this.id = scene.id(WorkspaceId.PREFIX, WorkspaceId::new);
    }

    private Sender owner() {
        return Sender.user(id.value(), writers.get(0).value());
    }

    void begin() {
        UserId owner = register();
        writers.add(owner);
        scene.send(owner(), new CreateWorkspace(id, "Workspace " + number, zone.getId()));
        // Before anything is counted: what comes in without is in no feature.
        for (Purpose purpose : Purpose.values()) {
            scene.send(owner(), new GiveConsent(ConsentsId.of(id), purpose, purpose.textVersion()));
        }
        UserId editor = register();
        scene.send(owner(), new AddMember(id, editor, Role.EDITOR));
        writers.add(editor);
        int count = scene.between(2, PLATFORMS.size());
        for (int n = 0; n < count; n++) {
            AccountLife account =
                    new AccountLife(scene, id.value(), PLATFORMS.get(n), number * PLATFORMS.size() + n, zone);
            accounts.put(account.id(), account);
            account.begin();
        }
        day();
        scene.in(Duration.ofDays(scene.between(5, 15)), this::guest);
        scene.in(Duration.ofDays(scene.between(10, 60)), this::leaveOneOut);
        scene.in(Duration.ofDays(scene.between(20, 40)), this::thinkAgain);
    }

    /** About what is deleted by itself, and about what was agreed to; in the end the same is. */
    private void thinkAgain() {
        scene.send(owner(), new ChangeRetention(id, new RetentionRules(UNUSED_MEDIA_DAYS, null)));
        ConsentsId consents = ConsentsId.of(id);
        scene.send(owner(), new WithdrawConsent(consents, Purpose.ANALYTICS));
        scene.send(owner(), new GiveConsent(consents, Purpose.ANALYTICS, Purpose.ANALYTICS.textVersion()));
    }

    private UserId register() {
        UserId user = scene.id(UserId.PREFIX, UserId::new);
        String name = "Person " + number + "-" + people++;
        scene.send(
                Sender.nobody(),
                new RegisterUser(
                        user,
                        name.replace(' ', '.').toLowerCase(Locale.ROOT) + "@history.example",
                        name,
                        new Secret(History.PASSWORD)));
        return user;
    }

    /** Somebody looks on for a while, gets another role, and leaves. */
    private void guest() {
        UserId guest = register();
        scene.send(owner(), new AddMember(id, guest, Role.VIEWER));
        scene.in(Duration.ofDays(scene.between(2, 10)), () -> {
            scene.send(owner(), new ChangeMemberRole(id, guest, Role.AUDITOR));
            audit(Sender.user(id.value(), guest.value()));
        });
        scene.in(Duration.ofDays(scene.between(12, 40)), () -> {
            scene.send(owner(), new RemoveMember(id, guest));
            scene.in(Duration.ofDays(scene.between(5, 60)), this::guest);
        });
    }

    /** Somebody reads what happened here, and takes it out, with the owner's approval. */
    private void audit(Sender auditor) {
        HistoryTarget all = new HistoryTarget(id.value());
        scene.send(
                auditor,
                new RecordReading(scene.id(ReadingId.PREFIX, ReadingId::new), ReadingKind.EVENTS, all, Map.of()));
        AuditTrailId trail = AuditTrailId.of(id);
        HistoryExportId export = scene.id(HistoryExportId.PREFIX, HistoryExportId::new);
        scene.send(owner(), new ChangeExportRule(trail, true));
        scene.send(auditor, new RequestHistoryExport(trail, export, all, "The yearly audit"));
        scene.send(owner(), new ApproveHistoryExport(trail, export));
        scene.send(auditor, new BeginHistoryExport(trail, export, all, null, null, false));
        takeOut();
    }

    /** What the installation's operator does for them, and beside that for the data team. */
    private void takeOut() {
        scene.send(
                Sender.operator(id.value()),
                new BeginOperatorExport(
                        OperatorTrailId.of(id),
                        scene.id(HistoryExportId.PREFIX, HistoryExportId::new),
                        OperatorExportKind.EVIDENCE,
                        Map.of("of", "WORKSPACE", "id", id.value()),
                        "AUDIT-" + number));
        scene.send(
                Sender.operator(null),
                new BeginOperatorExport(
                        OperatorTrailId.INSTALLATION,
                        scene.id(HistoryExportId.PREFIX, HistoryExportId::new),
                        OperatorExportKind.PROJECTION,
                        Map.of("projection", "engagement_features", "target", "engagement_training"),
                        null));
    }

    private void leaveOneOut() {
        scene.one(List.copyOf(accounts.values())).disconnect(owner());
        scene.in(Duration.ofDays(scene.between(40, 120)), this::leaveOneOut);
    }

    private void day() {
        LocalDate today = LocalDate.ofInstant(scene.now(), zone);
        boolean weekend = today.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
        int posts = weekend ? scene.between(0, 1) : scene.between(1, 4);
        for (int n = 0; n < posts; n++) {
            ZonedDateTime at = today.atTime(8, 0).atZone(zone).plusSeconds(scene.between(0, 9 * 3_600));
            if (at.toInstant().isAfter(scene.now())) {
                scene.at(at.toInstant(), this::write);
            }
        }
        scene.at(today.plusDays(1).atStartOfDay(zone).plusMinutes(1).toInstant(), this::day);
    }

    private void write() {
        List<AccountLife> open =
                accounts.values().stream().filter(AccountLife::usable).toList();
        if (open.isEmpty()) {
            return;
        }
        List<AccountLife> chosen =
                open.stream().filter(account -> scene.chance(0.55)).toList();
        List<AccountLife> targets = chosen.isEmpty() ? List.of(scene.one(open)) : chosen;
        boolean needsPicture = targets.stream().anyMatch(account -> account.platform() == Platform.INSTAGRAM);
        UserId author = scene.one(writers);
        new PostLife(
                        scene,
                        id.value(),
                        zone,
                        Sender.user(id.value(), author.value()),
                        accounts,
                        targets.stream().map(AccountLife::id).toList(),
                        needsPicture || scene.chance(0.2) ? List.of(picture(author)) : List.of())
                .begin();
    }

    private MediaChoice picture(UserId author) {
        if (pictures.isEmpty() || scene.chance(0.5)) {
            MediaId picture = scene.id(MediaId.PREFIX, MediaId::new);
            Sender sender = Sender.user(id.value(), author.value());
            scene.send(sender, new RegisterMedia(picture, "upload-of-" + picture.value()));
            pictures.add(picture);
            if (pictures.size() > PICTURES) {
                MediaId old = pictures.remove(0);
                scene.send(sender, new DeleteMedia(old));
                scene.in(
                        Duration.ofDays(UNUSED_MEDIA_DAYS),
                        () -> scene.send(Sender.process(id.value(), "retention"), new ExpireMedia(old)));
            }
        }
        return new MediaChoice(scene.one(pictures), scene.chance(0.5) ? "A picture of our work" : null);
    }
}
