package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.postledger.api.account.AccountId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.user.UserId;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bad input that the product must survive, line by line: a stable code each, and nothing changed. */
class BadInputIT extends ProductIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Http http;
    private String workspace;
    private String account;
    private String disconnected;
    private String foreign;
    private String publication;

    @BeforeAll
    void aWorkspaceWithAccounts() {
        http = signUp();
        workspace = createWorkspace(http);
        account = connect(http, workspace, "bad_input");
        disconnected = connect(http, workspace, "bad_input_gone");
        assertThat(http.delete(workspace + "/accounts/" + disconnected).status())
                .isEqualTo(200);
        Http stranger = signUp();
        foreign = connect(stranger, createWorkspace(stranger), "bad_input_not");
        publication = importPost();
    }

    private String importPost() {
        String id = ids.next(PublicationId.PREFIX, PublicationId::new).value();
        Http.Answer answer = http.post(workspace + "/posts/imports", """
                {"publicationId":"%s","accountId":"%s","text":"Before","externalId":"1","uri":"https://x.com/a/status/1",
                 "publishedAt":"2026-01-01T00:00:00Z"}""".formatted(id, account));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return id;
    }

    private String draft(String text) {
        Http.Answer answer =
                http.post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[\"" + account + "\"]}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private Http.Answer schedule(String post, String at, String zone, String occurrence) {
        return http.post(
                workspace + "/posts/" + post + "/schedule",
                "{\"at\":\"" + at + "\",\"timeZone\":\"" + zone + "\""
                        + (occurrence == null ? "" : ",\"occurrence\":\"" + occurrence + "\"") + "}");
    }

    private String scheduledNow(String text) {
        String post = draft(text);
        LocalDateTime due = LocalDateTime.now(ZoneOffset.UTC).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        assertThat(schedule(post, due.toString(), "UTC", null).status()).isEqualTo(200);
        return post;
    }

    private void assertRefused(int status, String code, Supplier<Http.Answer> request) {
        Map<String, Long> before = rows();
        Http.Answer answer = request.get();
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void givenDraft_whenScheduledInThePast_thenRefused() {
        String post = draft("past");
        assertRefused(400, "SCHEDULE_IN_PAST", () -> schedule(post, "2020-01-01T09:00", "Europe/Berlin", null));
    }

    @Test
    void givenDraft_whenScheduledInAnUnknownZone_thenRefused() {
        String post = draft("zone");
        assertRefused(400, "TIME_ZONE_UNKNOWN", () -> schedule(post, "2027-06-01T09:00", "Europe/Atlantis", null));
    }

    @Test
    void givenDraft_whenScheduledAtATimeThatClocksSkip_thenRefused() {
        String post = draft("skipped");
        assertRefused(400, "LOCAL_TIME_SKIPPED", () -> schedule(post, "2027-03-28T02:30", "Europe/Berlin", null));
    }

    @Test
    void givenDraft_whenScheduledAtATimeThatClocksRepeat_thenRefusedUntilItIsSaidWhich() {
        String post = draft("repeated");
        assertRefused(400, "LOCAL_TIME_AMBIGUOUS", () -> schedule(post, "2027-10-31T02:30", "Europe/Berlin", null));
        assertThat(schedule(post, "2027-10-31T02:30", "Europe/Berlin", "LATER").status())
                .isEqualTo(200);
    }

    private Http.Answer draftText(String text) {
        return http.post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[\"" + account + "\"]}");
    }

    @Test
    void givenAccountOfX_whenTextIsEmpty_thenRefused() {
        assertRefused(400, "CONTENT_EMPTY", () -> draftText(""));
        assertRefused(400, "CONTENT_EMPTY", () -> draftText(" \\n "));
    }

    @Test
    void givenAccountOfX_whenTextIsOverLongByItsCounting_thenRefused() {
        assertRefused(400, "CONTENT_TOO_LONG", () -> draftText("a".repeat(281)));
        assertRefused(400, "CONTENT_TOO_LONG", () -> draftText("字".repeat(141)));
        String link = "https://example.com/" + "p".repeat(300);
        assertRefused(400, "CONTENT_TOO_LONG", () -> draftText("a".repeat(257) + " " + link));
        assertThat(draftText("b".repeat(256) + " " + link).status()).isEqualTo(201);
    }

    private Http.Answer draftTo(String target) {
        return http.post(workspace + "/posts", "{\"text\":\"a\",\"targets\":[\"" + target + "\"]}");
    }

    @Test
    void givenWorkspace_whenTargetIsUnknownDisconnectedOrForeign_thenRefused() {
        String unknown = ids.next(AccountId.PREFIX, AccountId::new).value();
        assertRefused(404, "ACCOUNT_NOT_FOUND", () -> draftTo(unknown));
        assertRefused(409, "ACCOUNT_NOT_CONNECTED", () -> draftTo(disconnected));
        assertRefused(404, "ACCOUNT_NOT_FOUND", () -> draftTo(foreign));
    }

    @Test
    void givenPublishedPost_whenEdited_thenRefused() {
        String post = scheduledNow("published, then edited");
        await().atMost(PATIENCE).until(() -> events(post, "post.PostPublished") == 1);

        assertRefused(
                409,
                "POST_NOT_EDITABLE",
                () -> http.put(
                        workspace + "/posts/" + post + "/content",
                        "{\"text\":\"other\",\"targets\":[\"" + account + "\"]}"));
    }

    @Test
    void givenPostBeingSent_whenCancelled_thenRefused() {
        exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"kind\":\"LATENCY\",\"account\":\"bad_input\",\"delayMs\":4000,\"times\":0}")));
        String post = scheduledNow("slow, then cancelled");
        await().atMost(PATIENCE).until(() -> attempts(post) == 1);

        Http.Answer answer = http.delete(workspace + "/posts/" + post + "/schedule");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("POST_ALREADY_SENDING");
        assertThat(events(post, "post.PostScheduleCancelled")).isZero();
        exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/faults")).DELETE());
        await().atMost(PATIENCE).until(() -> events(post, "post.PostPublished") == 1);
    }

    private long attempts(String post) {
        Long count = jdbc.queryForObject("""
                SELECT count(*) FROM event_log a JOIN event_log r ON r.aggregate_id = a.aggregate_id
                WHERE a.name = 'publication.PublicationAttemptStarted' AND r.name = 'publication.PublicationRequested'
                AND convert_from(r.payload, 'UTF8') LIKE ?""", Long.class, "%" + post + "%");
        return count == null ? 0 : count;
    }

    @Test
    void givenNonsense_whenSent_thenRefused() {
        String posts = workspace + "/posts";
        assertRefused(400, "MALFORMED_JSON", () -> http.post(posts, "{\"text\":"));
        assertRefused(400, "WRONG_TYPE", () -> http.post(posts, "{\"text\":1,\"targets\":[]}"));
        assertRefused(400, "UNKNOWN_FIELD", () -> http.post(posts, "{\"text\":\"a\",\"targets\":[],\"x\":1}"));
        assertRefused(413, "BODY_TOO_LARGE", () -> http.post(posts, "{\"text\":\"" + "a".repeat(10 << 20) + "\"}"));
    }

    private void assertNotPlain(String field, Supplier<Http.Answer> request) {
        assertRefused(400, "INVALID_REQUEST", () -> {
            Http.Answer answer = request.get();
            assertThat(answer.json().path("details").path("field").asString()).isEqualTo(field);
            return answer;
        });
    }

    @Test
    void givenTextThatCannotBeKept_whenSentInAnyField_thenRefused() {
        String posts = workspace + "/posts";
        String post = draft("plain");
        for (String other : new String[] {"\\u0000", "\\u001b[2J", "\\ud83d"}) {
            assertNotPlain("text", () -> draftText("a" + other));
            assertNotPlain(
                    "text",
                    () -> http.put(posts + "/" + post + "/content", "{\"text\":\"" + other + "\",\"targets\":[]}"));
            assertNotPlain(
                    "options." + account + ".title",
                    () -> http.post(
                            posts,
                            "{\"text\":\"a\",\"targets\":[\"%1$s\"],\"options\":{\"%1$s\":{\"title\":\"%2$s\"}}}"
                                    .formatted(account, other)));
            assertNotPlain("name", () -> http.post("/api/workspaces", """
                    {"name":"a%s","timeZone":"UTC"}""".formatted(other)));
            assertNotPlain("displayName", () -> new Http(port, null).post("/api/users", """
                    {"email":"nul@example.com","displayName":"%s","password":"long enough"}""".formatted(other)));
            assertNotPlain("password", () -> new Http(port, null).post("/api/users", """
                    {"email":"nul@example.com","displayName":"A","password":"long enough%s"}""".formatted(other)));
            assertNotPlain(
                    "metricsSource", () -> ingest("a" + other, Instant.now().truncatedTo(ChronoUnit.SECONDS), ""));
        }
        assertThat(draftText("tab\\tand line\\r\\nand \\ud83d\\ude00").status()).isEqualTo(201);
    }

    @Test
    void givenParameterThatCannotBeKept_whenAsked_thenRefused() {
        for (String query : new String[] {
            "/history?text=a%00b",
            "/history?actor=%00",
            "/history?cursor=%1B",
            "/posts?cursor=a%00",
            "/posts?atLeast=%00:1",
            "/posts?unknown=%00",
            "/ledger/inclusion?aggregate=%00&sequence=0",
            "/ledger/evidence?target=%00"
        }) {
            assertRefused(400, "PARAMETER_INVALID", () -> http.get(workspace + query));
        }
        assertRefused(400, "PARAMETER_INVALID", () -> http.get("/api/exports/events?after=%00"));
        assertThat(http.get(workspace + "/posts/a%00").status())
                .as("refused by the server itself")
                .isEqualTo(400);
    }

    private Http bearer(Instant expiry, byte[] key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer("urn:postledger")
                            .audience("urn:postledger:api")
                            .subject(ids.next(UserId.PREFIX, UserId::new).value())
                            .claim("auth_time", Instant.now().getEpochSecond())
                            .expirationTime(Date.from(expiry))
                            .build());
            token.sign(new MACSigner(key));
            return new Http(port, token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenExpiredForgedOrMissingToken_whenSent_thenRefused() {
        String posts = workspace + "/posts";
        String body = "{\"text\":\"a\",\"targets\":[]}";
        Instant soon = Instant.now().plusSeconds(60);
        Http expired = bearer(Instant.now().minusSeconds(1), KEY);
        Http forged = bearer(soon, new SecureRandom().generateSeed(32));
        assertRefused(401, "TOKEN_EXPIRED", () -> expired.post(posts, body));
        assertRefused(401, "TOKEN_INVALID", () -> forged.post(posts, body));
        assertRefused(401, "NOT_AUTHENTICATED", () -> new Http(port, null).post(posts, body));
        Http stranger = bearer(soon, KEY);
        assertRefused(404, "WORKSPACE_NOT_FOUND", () -> stranger.post(posts, body));
    }

    private Http.Answer ingest(String source, Instant end, String readings) {
        return http.post(workspace + "/metrics/batches", """
                {"source":"%s","accountId":"%s","windowStart":"%s","windowEnd":"%s","readings":[%s]}""".formatted(
                        source, account, end.minus(Duration.ofHours(1)), end, readings));
    }

    private static String reading(String publication, Instant at, long likes) {
        return "{\"publicationId\":\"%s\",\"observedAt\":\"%s\",\"counters\":{\"likes\":%d}}"
                .formatted(publication, at, likes);
    }

    @Test
    void givenBatch_whenAReadingIsTwiceUnknownNegativeOrFromTheFuture_thenRefusedWhole() {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant at = end.minusSeconds(60);
        String good = reading(publication, at, 3);
        String unknown = ids.next(PublicationId.PREFIX, PublicationId::new).value();
        assertRefused(400, "METRICS_DUPLICATE_READING", () -> ingest("bad", end, good + "," + good));
        assertRefused(400, "METRICS_UNKNOWN_POST", () -> ingest("bad", end, good + "," + reading(unknown, at, 1)));
        assertRefused(
                400,
                "METRICS_NEGATIVE_COUNT",
                () -> ingest("bad", end, reading(publication, at.minusSeconds(1), -1) + "," + good));
        Instant tomorrow = end.plus(Duration.ofDays(1));
        assertRefused(
                400,
                "METRICS_IN_FUTURE",
                () -> ingest("bad", tomorrow, reading(publication, tomorrow.minusSeconds(60), 1)));
        assertThat(ingest("good", end, good).status()).isEqualTo(201);
    }

    @Test
    void givenIngestedWindow_whenItComesAgain_thenTheSameAnswersAndAnotherIsRefused() {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String first = reading(publication, end.minusSeconds(30), 5);
        Http.Answer taken = ingest("again", end, first);
        assertThat(taken.status()).isEqualTo(201);

        Map<String, Long> before = rows();
        assertThat(ingest("again", end, first).json()).isEqualTo(taken.json());
        assertThat(rows()).isEqualTo(before);
        assertRefused(
                409,
                "METRICS_WINDOW_ALREADY_INGESTED",
                () -> ingest("again", end, reading(publication, end.minusSeconds(30), 6)));
    }

    @Test
    void givenNewerVersion_whenWrittenWithAStaleOne_thenRefused() {
        String post = draft("stale");
        String content = workspace + "/posts/" + post + "/content";
        String body = "{\"text\":\"newer\",\"targets\":[]}";
        assertThat(http.with("If-Match", "\"0\"").put(content, body).status()).isEqualTo(200);

        assertRefused(412, "STALE_VERSION", () -> http.with("If-Match", "\"0\"").put(content, body));
    }
}
