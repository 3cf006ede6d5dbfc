package io.postledger.platform.facebook;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RefreshToken;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.RemoteAccountRef;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphError;
import io.postledger.platform.graph.GraphLogin;
import io.postledger.platform.graph.GraphPages;
import io.postledger.platform.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A person's Pages, each with a token of its own. One that was got with a long-lived token does not end by itself; the
 * person's token buys the next when it ended for another reason.
 */
final class FacebookAccounts {

    private static final String FIELDS = "id,name,username,access_token,tasks";

    private final GraphApi api;
    private final GraphPages pages;

    FacebookAccounts(GraphApi api) {
        this.api = api;
        this.pages = new GraphPages(api, "facebook");
    }

    /** @param person as the login gave it */
    List<Connectable> list(Grant person) {
        GraphPages.Listed listed = pages.list(person.accessToken(), FIELDS);
        List<Connectable> found = new ArrayList<>();
        for (JsonNode page : listed.pages()) {
            if (canPublish(page)) {
                String id = page.path("id").stringValue();
                String name = page.path("name").asString(id);
                found.add(new Connectable(
                        new RemoteAccount(id, page.path("username").asString(id), name),
                        grant(page.path("access_token").stringValue(), person)));
            }
        }
        if (found.isEmpty()) {
            throw new PlatformException(
                    Kind.REFUSED,
                    Codes.FORBIDDEN,
                    "no Page that this person may publish to was chosen",
                    null,
                    listed.reply().exchange());
        }
        return found;
    }

    private static boolean canPublish(JsonNode page) {
        if (!page.path("id").isString()
                || page.path("access_token").asString("").isBlank()) {
            return false;
        }
        for (JsonNode task : page.path("tasks")) {
            if (task.asString("").equals("CREATE_CONTENT")) {
                return true;
            }
        }
        return false;
    }

    Grant refresh(RefreshToken person, RemoteAccountRef account) {
        Reply reply = api.get(
                "facebook.page.token",
                "/" + account.externalId(),
                Map.of("fields", "access_token"),
                new AccessToken(person.reveal()));
        String token = reply.json().path("access_token").asString("");
        // Meta tells the token to whoever has a role on the Page; to others the Page has none, or is not there
        // (100/33).
        GraphError error = GraphError.of(reply.json());
        boolean noRole = reply.isDone() && token.isBlank() && reply.json().has("id")
                || error.code() == 100 && error.subcode() == 33;
        if (noRole) {
            throw reply.failure(Kind.REFUSED, Codes.GRANT_REVOKED);
        }
        if (!reply.isDone() || token.isBlank()) {
            throw GraphLogin.onRefresh(reply);
        }
        return new Grant(new AccessToken(token), person, Grant.NEVER, List.of());
    }

    private static Grant grant(String token, Grant person) {
        return new Grant(new AccessToken(token), person.refreshTokenOrNull(), Grant.NEVER, person.scopes());
    }
}
