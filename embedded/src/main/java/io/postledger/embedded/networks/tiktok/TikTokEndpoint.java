package io.postledger.embedded.networks.tiktok;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Route;
import java.util.Set;

/** What of TikTok is simulated, and which scopes and parameters each call has. */
enum TikTokEndpoint {
    AUTHORIZE("authorize", "GET", "/v2/auth/authorize/", Set.of(), Set.of()),
    PROFILE("profile", "GET", "/@([^/]+)", Set.of(), Set.of()),
    PAGE("post", "GET", "/@[^/]+/(?:video|photo)/([0-9]+)", Set.of(), Set.of()),
    TOKEN("oauth.token", "POST", "/v2/oauth/token/", Set.of(), Set.of()),
    USER("user.info", "GET", "/v2/user/info/", Set.of("user.info.basic"), Set.of("fields")),
    CREATOR("creator_info.query", "POST", "/v2/post/publish/creator_info/query/", Set.of("video.publish"), Set.of()),
    VIDEO_INIT("video.init", "POST", "/v2/post/publish/video/init/", Set.of("video.publish"), Set.of()),
    PHOTO_INIT("content.init", "POST", "/v2/post/publish/content/init/", Set.of("video.publish"), Set.of()),
    STATUS("status.fetch", "POST", "/v2/post/publish/status/fetch/", Set.of("video.publish"), Set.of()),
    LIST("video.list", "POST", "/v2/video/list/", Set.of("video.list"), Set.of("fields")),
    QUERY("video.query", "POST", "/v2/video/query/", Set.of("video.list"), Set.of("fields")),
    /** On another host, and without a token: its address is the right to use it. */
    UPLOAD("video.upload", "PUT", "/video/", Set.of(), Set.of("upload_id", "upload_token"));

    final Route route;

    TikTokEndpoint(String name, String method, String path, Set<String> scopes, Set<String> parameters) {
        this.route = Route.of(name, method, path, scopes, parameters);
    }

    /** @return null when TikTok has no such call */
    static TikTokEndpoint of(Call call) {
        for (TikTokEndpoint endpoint : values()) {
            if (endpoint.route.matches(call)) {
                return endpoint;
            }
        }
        return null;
    }
}
