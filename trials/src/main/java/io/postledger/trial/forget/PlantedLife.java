package io.postledger.trial.forget;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.media.MediaId;
import io.postledger.embedded.testing.SampleMedia;
import io.postledger.trial.ApiException;
import io.postledger.trial.HttpApi;
import io.postledger.trial.Installation;
import io.postledger.trial.NetworksControl;
import io.postledger.trial.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A workspace whose people put a canary wherever they can write, and do all that the product records: for each personal field
 * of an event there is something here that fills it. Their auditor reads and asks for exports; networks refuse; requests are
 * refused whose bodies have canaries.
 */
final class PlantedLife {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration DUE_IN = Duration.ofSeconds(3);
    private static final String PASSWORD = "forget-trial-password";
    /** Signature and first chunk of a PNG, after which a note may stand. */
    private static final int PNG_HEADER = 8 + 25;

    private final Canaries canaries;
    private final ForgetSize size;
    private final Installation installation;
    private final Ids ids = new Ids(Clock.systemUTC());
    private final NetworksControl networks;
    private final Map<String, HttpApi> people = new LinkedHashMap<>();
    private final HttpApi owner;
    private final String workspaceId;
    private final String workspace;

    PlantedLife(Canaries canaries, ForgetSize size, Installation installation) {
        this.canaries = canaries;
        this.size = size;
        this.installation = installation;
        networks = new NetworksControl(installation.control());
        owner = person("owner");
        workspaceId = owner.post("/api/workspaces", Map.of("name", canaries.of("workspace"), "timeZone", "UTC"), null)
                .id();
        workspace = "/api/workspaces/" + workspaceId;
    }

    private HttpApi person(String who) {
        HttpApi api = new HttpApi(installation.api());
        String email = canaries.of(who + "'s e-mail") + "@example.com";
        api.post(
                "/api/users",
                Map.of("email", email, "displayName", canaries.of(who + "'s name"), "password", PASSWORD),
                canaries.of(who + "'s key"));
        people.put(api.signIn(email, PASSWORD), api);
        return api;
    }

    String workspaceId() {
        return workspaceId;
    }

    HttpApi owner() {
        return owner;
    }

    /** By their ids: the owner first. */
    Map<String, HttpApi> people() {
        return people;
    }

    /** Returns when all of it has happened. */
    void live(HttpApi operator) {
        members();
        String account = account();
        givenUpConnection();
        List<String> published = new ArrayList<>();
        for (int n = 1; n <= size.posts(); n++) {
            published.add(post(account, n));
        }
        String again = scheduled(Map.of("text", canaries.of("text said twice"), "targets", List.of(account)), 0);
        String refusedByNetwork =
                scheduled(Map.of("text", canaries.of("text said twice"), "targets", List.of(account)), 2);
        drafts(account);
        imported(account);
        audited(operator);
        mistaken(account);
        published.add(again);
        published.forEach(post -> awaitState(post, "PUBLISHED"));
        counted(account, again);
        awaitState(refusedByNetwork, "FAILED");
    }

    private void members() {
        for (int n = 1; n <= size.people(); n++) {
            HttpApi member = person("member " + n);
            owner.post(
                    workspace + "/members",
                    Map.of("userId", idOf(member), "role", n == 1 ? "AUDITOR" : "EDITOR"),
                    null);
        }
    }

    private String idOf(HttpApi person) {
        return people.entrySet().stream()
                .filter(one -> one.getValue() == person)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private HttpApi auditor() {
        return people.values().stream().skip(1).findFirst().orElseThrow();
    }

    /** Connected, and then once more. */
    private String account() {
        String handle = canaries.of("handle");
        networks.createAccount("x", handle, canaries.of("account's name"));
        String id = ids.next(AccountId.PREFIX, AccountId::new).value();
        owner.connectX(workspace, id, handle);
        owner.connectX(workspace, id, handle);
        return id;
    }

    /** Begun, and nobody comes back from the network. */
    private void givenUpConnection() {
        owner.post(
                workspace + "/account-connections",
                Map.of(
                        "platform",
                        "X",
                        "externalId",
                        canaries.of("account asked for"),
                        "redirectUri",
                        "http://127.0.0.1/" + canaries.of("way back")),
                null);
    }

    /** By a system that somebody has named. */
    private void counted(String account, String post) {
        Instant now = Instant.now();
        String publication = owner.get(workspace + "/posts/" + post)
                .path("targets")
                .path(0)
                .path("publicationId")
                .asString();
        owner.post(
                workspace + "/metrics/batches",
                Map.of(
                        "source",
                        canaries.of("source of metrics"),
                        "accountId",
                        account,
                        "windowStart",
                        now.minusSeconds(60).toString(),
                        "windowEnd",
                        now.plusSeconds(1).toString(),
                        "readings",
                        List.of(Map.of(
                                "publicationId",
                                publication,
                                "observedAt",
                                now.toString(),
                                "counters",
                                Map.of("impressions", 1)))),
                null);
    }

    private String post(String account, int number) {
        String media = ids.next(MediaId.PREFIX, MediaId::new).value();
        owner.putFile(workspace + "/media/" + media, picture(number), "image/png");
        return scheduled(
                Map.of(
                        "text",
                        canaries.of("post text " + number),
                        "targets",
                        List.of(account),
                        "options",
                        Map.of(account, Map.of("text", canaries.of("option " + number))),
                        "media",
                        List.of(Map.of("mediaId", media, "altText", canaries.of("alt text " + number)))),
                0);
    }

    /** With a comment in it, as a camera or a program leaves one. */
    private byte[] picture(int number) {
        byte[] picture = SampleMedia.picture("png", 640, 480);
        byte[] note = ("tEXtComment\0" + canaries.of("picture's note " + number)).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(note);
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.write(picture, 0, PNG_HEADER);
        with.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(note.length - Integer.BYTES)
                .array());
        with.writeBytes(note);
        with.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
        with.write(picture, PNG_HEADER, picture.length - PNG_HEADER);
        return with.toByteArray();
    }

    private String scheduled(Map<String, ?> content, int secondsLater) {
        String post = owner.post(workspace + "/posts", content, null).id();
        LocalDateTime due = LocalDateTime.ofInstant(
                Instant.now().plus(DUE_IN).plusSeconds(secondsLater).truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        owner.post(workspace + "/posts/" + post + "/schedule", Map.of("at", due.toString(), "timeZone", "UTC"), null);
        return post;
    }

    private void drafts(String account) {
        List<String> targets = List.of(account);
        String draft = owner.post(
                        workspace + "/posts",
                        Map.of("text", canaries.of("draft"), "targets", targets),
                        canaries.of("draft's key"))
                .id();
        owner.put(
                workspace + "/posts/" + draft + "/content",
                Map.of("text", canaries.of("edited draft"), "targets", targets),
                canaries.of("edit's key"));
    }

    private void imported(String account) {
        owner.post(
                workspace + "/posts/imports",
                Map.of(
                        "accountId",
                        account,
                        "text",
                        canaries.of("imported text"),
                        "externalId",
                        canaries.of("imported id"),
                        "uri",
                        "https://x.example/" + canaries.of("imported address"),
                        "publishedAt",
                        Instant.now().minusSeconds(3_600).toString()),
                null);
    }

    private void audited(HttpApi operator) {
        Waiting.until(PATIENCE, "the auditor is known", () -> isAnswered(workspace + "/history?limit=1"));
        auditor().get(workspace + "/history?text=" + canaries.of("searched text"));
        auditor()
                .put(
                        workspace + "/history-exports/"
                                + ids.next(HistoryExportId.PREFIX, HistoryExportId::new)
                                        .value(),
                        Map.of("target", workspaceId, "reason", canaries.of("export's reason")),
                        null);
        String hold = "/api/erasures/" + workspaceId + "/hold";
        operator.put(hold, Map.of("reason", canaries.of("hold's reason")), null);
        operator.delete(hold, null);
    }

    private boolean isAnswered(String path) {
        try {
            auditor().get(path);
            return true;
        } catch (ApiException notYet) {
            return false;
        }
    }

    /** What nobody can mean: each request is refused, and its words must go nowhere. */
    private void mistaken(String account) {
        String posts = workspace + "/posts";
        refused(
                "POST",
                posts,
                "{\"text\":\"" + canaries.of("too long a text").repeat(50) + "\",\"targets\":[\"" + account + "\"]}");
        refused("POST", posts, "{\"text\":\"" + canaries.of("broken JSON"));
        refused("POST", posts, "{\"text\":\"a\",\"targets\":[],\"" + canaries.of("unknown field") + "\":1}");
        refused("POST", posts, "{\"text\":\"a\",\"targets\":[\"" + canaries.of("no id") + "\"]}");
        refused("POST", posts, "{\"text\":\"a\",\"targets\":\"" + canaries.of("wrong type") + "\"}");
        refused("PUT", posts + "/" + canaries.of("path") + "/content", "{\"text\":\"a\",\"targets\":[]}");
        refused("POST", "/api/" + canaries.of("unknown path"), "{}");
        refused("GET", workspace + "/history?from=" + canaries.of("parameter"), "");
        refused(
                "POST",
                posts,
                "{\"text\":\"a\",\"targets\":[\"" + account + "\"],\"options\":{\"" + account + "\":{\""
                        + canaries.of("option's name") + "\":\"a\"}}}");
        refused(
                "GET",
                "/api/oauth/callback?state=" + canaries.of("connection's state") + "&error="
                        + canaries.of("network's error"),
                "");
        List.of(
                        "GET /api/" + canaries.of("target that is none") + "[] HTTP/1.1",
                        "GET /docs HTTP/" + canaries.of("version that is none"),
                        "GET /api/oauth/callback?state=%zz" + canaries.of("broken escape") + " HTTP/1.1",
                        "GET /docs HTTP/1.1\r\n" + canaries.of("header that is none"))
                .forEach(this::unreadable);
        refused(
                "POST",
                "/api/session",
                "{\"email\":\"" + canaries.of("owner's e-mail") + "@example.com\",\"password\":\""
                        + canaries.of("wrong password") + "\"}");
        refused(
                "POST",
                "/api/users",
                "{\"email\":\"" + canaries.of("no e-mail") + "\",\"displayName\":\"a\",\"password\":\"" + PASSWORD
                        + "\"}");
        List.of("If-Match", "Idempotency-Key", "Time-Zone", "Authorization", "Operator-Key", "traceparent")
                .forEach(header -> owner.attempt(
                        "POST",
                        header.equals("Operator-Key") ? "/api/projections/posts/rebuilds" : posts,
                        "{\"text\":1}",
                        Map.of(header, canaries.of("header " + header))));
    }

    /** No HTTP that a client would send. @param head of the request, but for what has to be in each */
    private void unreadable(String head) {
        URI api = installation.api();
        try (Socket connection = new Socket(api.getHost(), api.getPort())) {
            connection.setSoTimeout((int) PATIENCE.toMillis());
            connection
                    .getOutputStream()
                    .write((head + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 400")) {
                throw new IllegalStateException(head + " was to be refused, and answered " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refused(String method, String path, String body) {
        int status = owner.attempt(method, path, body, Map.of());
        if (status < 400 || status >= 500) {
            throw new IllegalStateException(method + " " + path + " was to be refused, and answered " + status);
        }
    }

    private void awaitState(String post, String state) {
        Waiting.until(
                PATIENCE,
                post + " is " + state,
                () -> owner.get(workspace + "/posts/" + post)
                        .path("state")
                        .asString()
                        .equals(state));
    }
}
