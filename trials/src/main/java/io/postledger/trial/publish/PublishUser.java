package io.postledger.trial.publish;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.trial.ApiException;
import io.postledger.trial.HttpApi;
import io.postledger.trial.NetworksControl;
import io.postledger.trial.Patient;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Whoever schedules the trial's posts, and asks again whenever the product is away. Thread-safe. */
final class PublishUser {
    /** An earlier call that got no answer has done it. */
    private static final Set<String> DONE_BEFORE =
            Set.of("POST_ALREADY_SCHEDULED", "POST_ALREADY_SENDING", "POST_NOT_EDITABLE");

    /** Comes right by itself: by a later time, or when the account is connected again. */
    private static final Set<String> NOT_NOW = Set.of("SCHEDULE_IN_PAST", "ACCOUNT_NOT_CONNECTED");

    private final HttpApi http;
    private final Patient patient;
    private final String path;
    private final List<TrialAccount> accounts;

    private PublishUser(HttpApi http, Patient patient, String path, List<TrialAccount> accounts) {
        this.http = http;
        this.patient = patient;
        this.path = path;
        this.accounts = List.copyOf(accounts);
    }

    /** @param accountsEach how many on each network */
    static PublishUser signUp(
            HttpApi http, NetworksControl control, List<TrialNetwork> networks, int accountsEach, String run) {
        String email = "publish-" + run + "@example.com";
        String password = "publish-trial-" + run;
        http.post("/api/users", Map.of("email", email, "displayName", "Publish", "password", password), null);
        http.signIn(email, password);
        String workspace = http.post("/api/workspaces", Map.of("name", "Publish " + run, "timeZone", "UTC"), null)
                .id();
        String path = "/api/workspaces/" + workspace;
        Ids ids = new Ids(Clock.systemUTC());
        List<TrialAccount> accounts = new ArrayList<>();
        for (TrialNetwork network : networks) {
            for (int i = 0; i < accountsEach; i++) {
                String handle = "p" + i + "_" + run;
                control.createAccount(network.name(), handle);
                String id = ids.next(AccountId.PREFIX, AccountId::new).value();
                http.connect(path, id, network.platform(), handle);
                accounts.add(new TrialAccount(id, network, handle));
            }
        }
        return new PublishUser(http, new Patient(http, email, password), path, accounts);
    }

    List<TrialAccount> accounts() {
        return accounts;
    }

    /** Drafts the post; it stays a draft until {@link #schedule}. */
    void draft(TrialPost post, String text) {
        Map<String, Object> body = Map.of(
                "postId",
                post.id(),
                "text",
                text,
                "targets",
                post.targets().stream().map(TrialAccount::id).toList());
        try {
            untilPossible("draft:" + post.id(), key -> http.post(path + "/posts", body, key));
        } catch (ApiException e) {
            if (!e.code().equals("ID_ALREADY_USED")) {
                throw e;
            }
        }
    }

    /** Schedules it so many seconds from now; returns when the product has acknowledged that. */
    void schedule(TrialPost post, int inSeconds) {
        try {
            untilPossible("schedule:" + post.id(), key -> {
                Instant due = Instant.now().plusSeconds(inSeconds + 1L).truncatedTo(ChronoUnit.SECONDS);
                return http.post(
                        path + "/posts/" + post.id() + "/schedule",
                        Map.of(
                                "at",
                                LocalDateTime.ofInstant(due, ZoneOffset.UTC).toString(),
                                "timeZone",
                                "UTC"),
                        key + due);
            });
        } catch (ApiException e) {
            if (!DONE_BEFORE.contains(e.code())) {
                throw e;
            }
        }
    }

    private interface Write {
        HttpApi.Written with(String key);
    }

    private void untilPossible(String key, Write write) {
        for (int refusals = 0; ; refusals++) {
            String ofThisTry = key + ":" + refusals + ":";
            try {
                patient.ask(() -> write.with(ofThisTry));
                return;
            } catch (ApiException e) {
                if (!NOT_NOW.contains(e.code())) {
                    throw e;
                }
                Pauses.millis(500);
            }
        }
    }

    /** As a user who sees that an account has to be connected again; false where that did not work this time. */
    boolean reconnect(TrialAccount account) {
        try {
            http.connect(path, account.id(), account.network().platform(), account.handle());
            return true;
        } catch (ApiException | UncheckedIOException notThisTime) {
            return false;
        }
    }

    /** Ids of the accounts that the product says have to be connected again. */
    List<String> disconnected() {
        return stream(patient.ask(() -> http.get(path + "/accounts")).path("items"))
                .filter(account -> account.path("state").asString("").equals("NEEDS_RECONNECT"))
                .map(account -> account.path("accountId").asString())
                .toList();
    }

    /** The post as the product tells it; missing where it knows none. */
    JsonNode post(TrialPost post) {
        try {
            return patient.ask(() -> http.get(path + "/posts/" + post.id()));
        } catch (ApiException e) {
            if (e.status() == 404) {
                return MissingNode.getInstance();
            }
            throw e;
        }
    }

    List<JsonNode> history(TrialPost post) {
        return stream(patient.ask(() -> http.get(path + "/posts/" + post.id() + "/history"))
                        .path("entries"))
                .toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
