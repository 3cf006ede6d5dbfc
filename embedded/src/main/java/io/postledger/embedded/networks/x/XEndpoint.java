package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Route;
import java.util.Set;

/** What of X is simulated, and which scopes and parameters each call has. */
enum XEndpoint {
    AUTHORIZE("authorize", "GET", "/i/oauth2/authorize", Set.of(), Set.of()),
    PAGE("web.status", "GET", "/i/web/status/([0-9]+)", Set.of(), Set.of()),
    TOKEN("oauth2.token", "POST", "/2/oauth2/token", Set.of(), Set.of()),
    ME("users.me", "GET", "/2/users/me", Set.of("users.read", "tweet.read"), Set.of("user.fields")),
    CREATE("tweets.create", "POST", "/2/tweets", Set.of("tweet.write", "tweet.read", "users.read"), Set.of()),
    TIMELINE(
            "users.tweets",
            "GET",
            "/2/users/([^/]+)/tweets",
            Set.of("tweet.read", "users.read"),
            Set.of("max_results", "start_time", "pagination_token", "tweet.fields")),
    LOOKUP("tweets.lookup", "GET", "/2/tweets", Set.of("tweet.read", "users.read"), Set.of("ids", "tweet.fields")),
    MEDIA_INITIALIZE("media.initialize", "POST", "/2/media/upload/initialize", Set.of("media.write"), Set.of()),
    MEDIA_APPEND("media.append", "POST", "/2/media/upload/([0-9]{1,19})/append", Set.of("media.write"), Set.of()),
    MEDIA_FINALIZE("media.finalize", "POST", "/2/media/upload/([0-9]{1,19})/finalize", Set.of("media.write"), Set.of()),
    MEDIA_STATUS("media.status", "GET", "/2/media/upload", Set.of("media.write"), Set.of("command", "media_id")),
    MEDIA_METADATA("media.metadata", "POST", "/2/media/metadata", Set.of("media.write"), Set.of());

    final Route route;

    XEndpoint(String name, String method, String path, Set<String> scopes, Set<String> parameters) {
        this.route = Route.of(name, method, path, scopes, parameters);
    }

    /** @return null when X has no such call */
    static XEndpoint of(Call call) {
        for (XEndpoint endpoint : values()) {
            if (endpoint.route.matches(call)) {
                return endpoint;
            }
        }
        return null;
    }

    static boolean knowsPath(Call call) {
        for (XEndpoint endpoint : values()) {
            if (endpoint.route.isAt(call)) {
                return true;
            }
        }
        return false;
    }
}
