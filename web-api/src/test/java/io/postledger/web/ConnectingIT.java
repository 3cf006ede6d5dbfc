package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connecting accounts by OAuth against a network that checks every step. */
class ConnectingIT extends ProductIT {
    private Http http;
    private String workspace;

    @BeforeEach
    void aWorkspace() {
        http = signUp();
        workspace = createWorkspace(http);
    }

    /** Begins connecting (or reconnecting, with an id) and returns where the network sends the person back. */
    private String consented(String accountId, String handle) {
        String body =
                accountId == null ? "{\"platform\":\"X\"}" : "{\"platform\":\"X\",\"accountId\":\"" + accountId + "\"}";
        String authorization = http.post(workspace + "/account-connections", body)
                .json()
                .path("authorizationUri")
                .asString();
        return exchange(HttpRequest.newBuilder(URI.create(authorization + "&simulate_account=" + handle)))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("http://[^/]+", "");
    }

    private Http.Answer comeBack(String location) {
        return new Http(port, null).with("Accept", "application/json").get(location);
    }

    @Test
    void givenConnectedAccount_whenConnectedAgainUnderAnotherId_thenRefusedWithTheFirstsId() {
        String account = connect(http, workspace, "conn_twice");

        Http.Answer answer = comeBack(consented(null, "conn_twice"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("ACCOUNT_ALREADY_CONNECTED");
        assertThat(answer.json().path("details").path("accountId").asString()).isEqualTo(account);
    }

    @Test
    void givenConnectedAccount_whenReconnected_thenSameAccountAndFreshGrant() {
        String account = connect(http, workspace, "conn_anew");
        byte[] before = token(account);

        Http.Answer answer = comeBack(consented(account, "conn_anew"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id").asString()).isEqualTo(account);
        assertThat(events(account, "account.AccountReconnected")).isEqualTo(1);
        assertThat(token(account)).isNotEqualTo(before);
    }

    @Test
    void givenConnectedAccount_whenReconnectedAsAnother_thenRefusedAndTheGrantItHadIsKept() {
        String account = connect(http, workspace, "conn_one");
        exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/accounts"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"handle\":\"conn_other\"}")));
        byte[] before = token(account);

        Http.Answer answer = comeBack(consented(account, "conn_other"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("ACCOUNT_MISMATCH");
        assertThat(token(account)).isEqualTo(before);
    }

    @Test
    void givenPersonDeclines_whenTheyComeBack_thenRefused() {
        assertThat(comeBack(consented(null, "")).code()).isEqualTo("CONNECTION_REFUSED");
    }

    @Test
    void givenConnectionDone_whenItsStateComesAgain_thenRefused() {
        exchange(HttpRequest.newBuilder(NETWORKS.control().resolve("/accounts"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"handle\":\"conn_once\"}")));
        String location = consented(null, "conn_once");
        assertThat(comeBack(location).status()).isEqualTo(200);

        assertThat(comeBack(location).code()).isEqualTo("CONNECTION_NOT_FOUND");
        assertThat(comeBack("/api/oauth/callback?state=made-up&code=made-up").code())
                .isEqualTo("CONNECTION_NOT_FOUND");
    }

    private byte[] token(String account) {
        return jdbc.queryForObject(
                "SELECT access_token FROM account_grant WHERE account_id = ?", byte[].class, account);
    }
}
