package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.history.HistoryExportBegun;
import io.postledger.api.history.OperatorExportBegun;
import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.history.OperatorTrailId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ledger from the door to the tables: what it proves is verified here, by what the caller was sent. */
class LedgerApiIT extends ProductIT {
    private static Verdict verified(Http.Answer bundle) throws IOException {
        assertThat(bundle.status()).as(bundle.raw().body()).isEqualTo(200);
        return BundleVerifier.verify(
                new ByteArrayInputStream(bundle.raw().body().getBytes(StandardCharsets.UTF_8)), Trust.NONE);
    }

    @Test
    void givenPost_whenItsEvidenceAndHeadsAreAsked_thenTheyVerify() throws IOException {
        Http ada = signUp();
        String workspace = createWorkspace(ada);
        String post = ada.post(workspace + "/posts", "{\"text\":\"Proven\",\"targets\":[]}")
                .json()
                .path("id")
                .asString();

        Verdict ofPost = verified(operator().get("/api/ledger/evidence?kind=POST&id=" + post));
        assertThat(ofPost.findings()).isEmpty();
        assertThat(ofPost.events()).isEqualTo(1);
        Http.Answer everything = operator().get("/api/ledger/evidence");
        assertThat(verified(everything).findings()).isEmpty();
        assertThat(everything.header("Evidence-Next")).isEmpty();

        long size = Long.parseLong(everything.header("Evidence-Head"));
        JsonNode head = ada.get("/api/ledger/head?size=" + size).json();
        assertThat(head.path("size").asLong()).isEqualTo(size);
        assertThat(ada.get("/api/ledger/keys").json().path("items").size()).isEqualTo(1);
        assertThat(ada.get("/api/ledger/consistency?earlier=" + size + "&later=" + size)
                        .json()
                        .path("path")
                        .isEmpty())
                .isTrue();
    }

    private static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Http auditorOf(Http owner, String workspace) {
        Http auditor = signUp();
        String id =
                auditor.post("/api/session/renewal", "").json().path("userId").asString();
        assertThat(owner.post(workspace + "/members", "{\"userId\":\"" + id + "\",\"role\":\"AUDITOR\"}")
                        .status())
                .isLessThan(300);
        return auditor;
    }

    private static String draft(Http http, String workspace, String text) {
        return http.post(workspace + "/posts", "{\"text\":\"" + text + "\",\"targets\":[]}")
                .json()
                .path("id")
                .asString();
    }

    private List<HistoryExportBegun> begun(String workspace) {
        return log.events("trail" + idOf(workspace).substring(2), HistoryExportBegun.class)
                .toList();
    }

    @Test
    void givenAuditor_whenEvidenceIsTaken_thenOnRecordFirstAndOfTheirWorkspaceAlone() throws IOException {
        Http owner = signUp();
        String workspace = createWorkspace(owner);
        Http auditor = auditorOf(owner, workspace);
        String post = draft(owner, workspace, "Proven words");
        Http stranger = signUp();
        String elsewhere = createWorkspace(stranger);
        String theirs = draft(stranger, elsewhere, "Not yours");

        Http.Answer all = auditor.get(workspace + "/ledger/evidence");
        Verdict verdict = verified(all);
        assertThat(verdict.findings()).isEmpty();
        assertThat(all.raw().body())
                .contains("history.HistoryExportBegun", post)
                .doesNotContain(idOf(elsewhere), theirs, "Proven words");
        assertThat(begun(workspace)).hasSize(1);
        assertThat(begun(workspace).get(0).exportId()).isEqualTo(all.header("Evidence-Export"));

        Http.Answer ofPost = auditor.get(workspace + "/ledger/evidence?readable=true&target=" + post);
        assertThat(verified(ofPost).findings()).isEmpty();
        assertThat(ofPost.raw().body()).contains("“Proven words”");
        assertThat(begun(workspace).get(1).readable()).isTrue();
        Verdict none = verified(auditor.get(workspace + "/ledger/evidence?until=2020-01-01T00:00:00Z"));
        assertThat(none.events()).isZero();
        assertThat(begun(workspace).get(2).until()).isEqualTo("2020-01-01T00:00:00Z");

        assertThat(auditor.get(workspace + "/ledger/evidence?target=" + theirs).code())
                .isEqualTo("POST_NOT_FOUND");
        assertThat(auditor.get(workspace + "/ledger/evidence?target=" + idOf(elsewhere))
                        .code())
                .isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(owner.get(workspace + "/ledger/evidence").code()).isEqualTo("NOT_PERMITTED");
        assertThat(stranger.get(workspace + "/ledger/evidence?target=" + post).code())
                .isEqualTo("WORKSPACE_NOT_FOUND");
        assertThat(begun(workspace)).as("and nothing else").hasSize(3);
    }

    @Test
    void givenAnAuditorsExport_whenGoneOnWith_thenTheRestUnderTheSameRecord() {
        Http owner = signUp();
        String workspace = createWorkspace(owner);
        Http auditor = auditorOf(owner, workspace);
        Http.Answer first = auditor.get(workspace + "/ledger/evidence");
        String head = first.header("Evidence-Head");
        Http.Answer rest = auditor.get(workspace + "/ledger/evidence?export=" + first.header("Evidence-Export")
                + "&head=" + head + "&after=" + (Long.parseLong(head) - 1));

        assertThat(rest.status()).isEqualTo(200);
        assertThat(rest.raw().body()).isEmpty();
        assertThat(rest.header("Evidence-Export")).isEqualTo(first.header("Evidence-Export"));
        assertThat(begun(workspace)).hasSize(1);
    }

    @Test
    void givenFourEyes_whenEverythingIsTaken_thenApprovedFirstAndBegunOnce() throws IOException {
        Http owner = signUp();
        String workspace = createWorkspace(owner);
        Http auditor = auditorOf(owner, workspace);
        String post = draft(owner, workspace, "Proven words");
        owner.put(workspace + "/history-exports/rule", "{\"fourEyes\":true}");
        String evidence = workspace + "/ledger/evidence";

        assertThat(verified(auditor.get(evidence + "?target=" + post)).isGood())
                .as("a post needs nobody else")
                .isTrue();
        assertThat(auditor.get(evidence).code()).isEqualTo("HISTORY_EXPORT_NOT_APPROVED");
        Http repeating = auditor.with("Idempotency-Key", "the-same-each-time");
        assertThat(repeating.get(evidence + "?target=" + post).status()).isEqualTo(200);
        for (String other :
                List.of("", "?target=" + draft(owner, workspace, "Another"), "?readable=true&target=" + post)) {
            assertThat(repeating.get(evidence + other).code())
                    .as("a key that was good for one thing is good for no other")
                    .isEqualTo("HISTORY_EXPORT_NOT_FOUND");
        }
        assertThat(auditor.get(evidence + "?from=2020-01-01T00:00:00Z").code())
                .isEqualTo("HISTORY_EXPORT_NOT_APPROVED");
        String export = auditor.post(
                        workspace + "/history-exports",
                        "{\"target\":\"" + idOf(workspace) + "\",\"reason\":\"Yearly audit\"}")
                .json()
                .path("exportId")
                .asString();
        assertThat(auditor.get(evidence + "?export=" + export).code()).isEqualTo("HISTORY_EXPORT_NOT_APPROVED");
        assertThat(auditor.put(workspace + "/history-exports/" + export + "/approval", "")
                        .code())
                .isEqualTo("HISTORY_EXPORT_OWN");
        assertThat(owner.put(workspace + "/history-exports/" + export + "/approval", "")
                        .status())
                .isEqualTo(200);

        assertThat(auditorOf(owner, workspace)
                        .get(evidence + "?export=" + export)
                        .code())
                .as("another auditor did not ask for it")
                .isEqualTo("HISTORY_EXPORT_NOT_FOUND");
        assertThat(verified(auditor.get(evidence + "?export=" + export)).isGood())
                .isTrue();
        assertThat(verified(auditor.get(evidence + "?export=" + export)).isGood())
                .isTrue();
        assertThat(begun(workspace))
                .extracting(HistoryExportBegun::target)
                .containsExactly(post, post, idOf(workspace));
        assertThat(auditor.get(evidence + "?readable=true&export=" + export).code())
                .as("that would be something else")
                .isEqualTo("HISTORY_EXPORT_NOT_FOUND");
    }

    private List<OperatorExportBegun> takenOut(OperatorTrailId trail) {
        return log.events(trail.value(), OperatorExportBegun.class).toList();
    }

    private List<OperatorExportBegun> takenOutOf(String workspace) {
        return takenOut(OperatorTrailId.of(new WorkspaceId(idOf(workspace))));
    }

    @Test
    void whenTheOperatorTakesAWorkspacesEvidence_thenOnRecordThereOnceAndInItsAuditorsBundle() throws IOException {
        Http owner = signUp();
        String workspace = createWorkspace(owner);
        Http auditor = auditorOf(owner, workspace);
        String post = draft(owner, workspace, "Proven words");
        String elsewhere = createWorkspace(signUp());
        String evidence = "/api/ledger/evidence?kind=POST&reason=INC-2041&id=" + post;

        Http.Answer first = operator().get(evidence);
        String head = first.header("Evidence-Head");
        Http.Answer rest = operator()
                .get(evidence + "&export=" + first.header("Evidence-Export") + "&head=" + head + "&after="
                        + (Long.parseLong(head) - 1));

        assertThat(rest.status()).isEqualTo(200);
        assertThat(takenOutOf(workspace))
                .containsExactly(new OperatorExportBegun(
                        OperatorTrailId.of(new WorkspaceId(idOf(workspace))).value(),
                        idOf(workspace),
                        first.header("Evidence-Export"),
                        OperatorExportKind.EVIDENCE,
                        Map.of("of", "POST", "id", post),
                        false,
                        "INC-2041"));
        Http.Answer bundle = auditor.get(workspace + "/ledger/evidence");
        assertThat(verified(bundle).findings()).isEmpty();
        assertThat(bundle.raw().body())
                .contains("operator history.OperatorExportBegun", first.header("Evidence-Export"));

        Http repeating = operator().with("Idempotency-Key", "the-same-each-time");
        String ofWorkspace = "/api/ledger/evidence?kind=EVERYTHING&workspace=" + idOf(workspace);
        assertThat(repeating.get(ofWorkspace).status()).isEqualTo(200);
        assertThat(repeating.get(ofWorkspace).status()).isEqualTo(200);
        assertThat(takenOutOf(workspace)).as("given again, it is one").hasSize(2);
        assertThat(repeating.get(ofWorkspace + "&from=2020-01-01T00:00:00Z").code())
                .isEqualTo("SELECTION_INVALID");
        assertThat(repeating
                        .get("/api/ledger/evidence?kind=TIME&from=2020-01-01T00:00:00Z&workspace=" + idOf(workspace))
                        .code())
                .as("a key that was good for one thing is good for no other")
                .isEqualTo("HISTORY_EXPORT_NOT_FOUND");
        assertThat(takenOutOf(workspace)).hasSize(2);
        assertThat(takenOutOf(elsewhere)).isEmpty();
    }

    @Test
    void whenTheOperatorTakesEverybodysEvidence_thenOnRecordOnceForEveryWorkspace() throws IOException {
        Http owner = signUp();
        String workspace = createWorkspace(owner);
        Http auditor = auditorOf(owner, workspace);
        int before = takenOut(OperatorTrailId.INSTALLATION).size();

        Http.Answer everything = operator().get("/api/ledger/evidence");
        assertThat(verified(operator().get("/api/ledger/evidence?kind=TIME&from=2020-01-01T00:00:00Z"))
                        .findings())
                .isEmpty();
        assertThat(operator().get("/api/ledger/evidence?kind=POST&id=ws_").status())
                .as("what many have in them is everybody's")
                .isEqualTo(200);

        assertThat(takenOut(OperatorTrailId.INSTALLATION).stream().skip(before))
                .extracting(OperatorExportBegun::selection)
                .containsExactly(
                        Map.of("of", "EVERYTHING"),
                        Map.of("of", "TIME", "from", "2020-01-01T00:00:00Z"),
                        Map.of("of", "POST", "id", "ws_"));
        assertThat(takenOutOf(workspace)).isEmpty();
        for (String selection : List.of("", "?from=2020-01-01T00:00:00Z")) {
            Http.Answer bundle = auditor.get(workspace + "/ledger/evidence" + selection);
            assertThat(verified(bundle).findings()).isEmpty();
            assertThat(bundle.raw().body()).contains(everything.header("Evidence-Export"));
        }
    }

    @Test
    void whenNothingIsTakenOut_thenNothingIsRecorded() {
        int before = takenOut(OperatorTrailId.INSTALLATION).size();
        for (String refused : List.of(
                "?kind=POST",
                "?head=999999&after=1",
                "?reason=two+words",
                "?export=hexp_nonsense",
                "?kind=POST&id=two+words")) {
            assertThat(operator().get("/api/ledger/evidence" + refused).status())
                    .as(refused)
                    .isBetween(400, 409);
        }
        assertThat(signUp().get("/api/ledger/evidence").status()).isEqualTo(403);
        assertThat(operator().get("/api/ledger/check").status()).isEqualTo(200);
        assertThat(takenOut(OperatorTrailId.INSTALLATION)).hasSize(before);
    }

    @Test
    void whenTheOperatorChecks_thenTheLedgerIsReadAndForNobodyElse() {
        Http eve = signUp();
        createWorkspace(eve);
        operator().get("/api/ledger/evidence");

        JsonNode piece = operator().get("/api/ledger/check").json();
        assertThat(piece.path("size").asLong()).isPositive();
        assertThat(piece.path("findings").isEmpty()).as(piece.toString()).isTrue();
        assertThat(eve.get("/api/ledger/check").code()).isEqualTo("OPERATOR_KEY_INVALID");
        assertThat(operator().get("/api/ledger/check?from=5").code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void givenOthers_whenTheyAsk_thenRefused() {
        Http eve = signUp();
        createWorkspace(eve);
        operator().get("/api/ledger/evidence");

        assertThat(eve.get("/api/ledger/evidence").code()).isEqualTo("OPERATOR_KEY_INVALID");
        assertThat(new Http(port, null).get("/api/ledger/head").status()).isEqualTo(401);
        assertThat(eve.get("/api/ledger/head?size=999999").code()).isEqualTo("HEAD_NOT_FOUND");
        assertThat(operator().get("/api/ledger/evidence?kind=POST").code()).isEqualTo("SELECTION_INVALID");
        assertThat(operator()
                        .get("/api/ledger/evidence?from=2026-01-01T00:00:00Z")
                        .code())
                .isEqualTo("SELECTION_INVALID");
        assertThat(operator().get("/api/ledger/evidence?head=999999&after=1").code())
                .isEqualTo("HEAD_NOT_FOUND");
    }
}
