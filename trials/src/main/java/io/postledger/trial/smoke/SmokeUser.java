package io.postledger.trial.smoke;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.trial.HttpApi;
import io.postledger.trial.NetworksControl;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Somebody who signs up, makes a workspace and connects three accounts. */
record SmokeUser(SmokeWorkspace workspace, List<SmokeAccount> accounts) {
    private static final int ACCOUNTS = 3;

    static SmokeUser signUp(HttpApi http, NetworksControl networks, String run) {
        String email = "smoke-" + run + "@example.com";
        String password = "smoke-trial-" + run;
        http.post("/api/users", Map.of("email", email, "displayName", "Smoke", "password", password), null);
        http.signIn(email, password);
        String id = http.post("/api/workspaces", Map.of("name", "Smoke " + run, "timeZone", "UTC"), null)
                .id();
        SmokeWorkspace workspace = new SmokeWorkspace(http, id);
        Ids ids = new Ids(Clock.systemUTC());
        List<SmokeAccount> accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> {
                    // A handle of X has at most 15 characters.
                    String handle = "s" + i + "_" + run;
                    networks.createAccount("x", handle);
                    String account = ids.next(AccountId.PREFIX, AccountId::new).value();
                    return new SmokeAccount(
                            http.connectX(workspace.path(""), account, handle).id(), handle);
                })
                .toList();
        return new SmokeUser(workspace, accounts);
    }
}
