package io.postledger.trial.demo;

import io.postledger.trial.ApiException;
import io.postledger.trial.HttpApi;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The demo workspace: connected accounts, posts in every state, thirty days of metrics. Everything goes through the
 * public API, and every request has a name: making it again, or on after a crash, makes nothing twice.
 */
public final class DemoWorkspace {
    public static final String EMAIL = "demo@postledger.example";
    public static final String PASSWORD = "postledger-demo";

    static final String PATH = "/api/workspaces/" + DemoIds.WORKSPACE;

    private final Clock clock;

    public DemoWorkspace(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes what is missing of it. Takes about a minute on two cores.
     *
     * @param api the product's address, such as {@code http://127.0.0.1:8080}
     * @param handles three accounts of the simulated X
     * @throws ApiException when the product refuses
     */
    public void create(URI api, List<String> handles) {
        HttpApi http = new HttpApi(api);
        signIn(http);
        tolerate(
                "ID_ALREADY_USED",
                () -> http.post(
                        "/api/workspaces",
                        Map.of("workspaceId", DemoIds.WORKSPACE, "name", "Demo", "timeZone", "UTC"),
                        "demo-workspace"));
        // Before anything is counted: what comes in without is in no feature.
        for (JsonNode consent : http.get(PATH + "/consents").path("items")) {
            String purpose = consent.path("purpose").asString();
            http.put(
                    PATH + "/consents/" + purpose,
                    Map.of("textVersion", consent.path("textVersion").asInt()),
                    "demo-consent-" + purpose);
        }
        DemoPosts posts = new DemoPosts(http, clock, connect(http, handles));
        new DemoHistory(http, clock, posts.accounts()).create();
        posts.create();
    }

    private static void signIn(HttpApi http) {
        try {
            http.signIn(EMAIL, PASSWORD);
        } catch (ApiException e) {
            if (!e.code().equals("BAD_CREDENTIALS")) {
                throw e;
            }
            http.post(
                    "/api/users",
                    Map.of("userId", DemoIds.USER, "email", EMAIL, "displayName", "Demo", "password", PASSWORD),
                    "demo-user");
            http.signIn(EMAIL, PASSWORD);
        }
    }

    private static List<DemoAccount> connect(HttpApi http, List<String> handles) {
        Map<String, String> known = new HashMap<>();
        for (JsonNode account : http.get(PATH + "/accounts").path("items")) {
            known.put(
                    account.path("handle").asString(), account.path("accountId").asString());
        }
        return handles.stream()
                .map(handle -> new DemoAccount(
                        handle,
                        known.containsKey(handle)
                                ? known.get(handle)
                                : http.connectX(PATH, DemoIds.of("acct", handle), handle)
                                        .id()))
                .toList();
    }

    /** Does what may have been done before under another request's name. */
    static void tolerate(String code, Runnable request) {
        try {
            request.run();
        } catch (ApiException e) {
            if (!e.code().equals(code)) {
                throw e;
            }
        }
    }
}
