package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.ledger.BundleVerifier;
import io.postledger.ledger.Trust;
import io.postledger.ledger.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ledger from the door to the tables: what it proves is verified here, by what the caller was sent. */
class LedgerApiIT extends ProductIT {
    private Http operator() {
        return new Http(port, null).with("Operator-Key", OPERATOR_KEY);
    }

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
