package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Route;
import java.util.Set;

/** What of LinkedIn is simulated. Which scopes a call needs depends on whose post or file it is about. */
enum LinkedInEndpoint {
    AUTHORIZE("authorize", "GET", "/oauth/v2/authorization", Set.of()),
    TOKEN("oauth2.token", "POST", "/oauth/v2/accessToken", Set.of()),
    PAGE("web.post", "GET", "/feed/update/(urn:li:[a-zA-Z]+:[0-9]+)/?", Set.of()),
    USERINFO("userinfo", "GET", "/v2/userinfo", Set.of()),
    ORGANIZATION_ACLS(
            "organizationAcls", "GET", "/rest/organizationAcls", Set.of("q", "state", "role", "start", "count")),
    ORGANIZATIONS("organizationsLookup", "GET", "/rest/organizationsLookup", Set.of("ids")),
    IMAGE_INITIALIZE("images.initializeUpload", "POST", "/rest/images", Set.of("action")),
    IMAGE_UPLOAD("images.upload", "PUT", "/dms-uploads/image/([A-Za-z0-9]+)", Set.of("sig")),
    IMAGE_GET("images.get", "GET", "/rest/images/([^/]+)", Set.of()),
    VIDEO_INITIALIZE("videos.initializeUpload", "POST", "/rest/videos", Set.of("action")),
    VIDEO_FINALIZE("videos.finalizeUpload", "POST", "/rest/videos", Set.of("action")),
    VIDEO_UPLOAD("videos.upload", "PUT", "/dms-uploads/video/([A-Za-z0-9]+)/([0-9]{1,6})", Set.of("sig")),
    VIDEO_GET("videos.get", "GET", "/rest/videos/([^/]+)", Set.of()),
    POST_CREATE("posts.create", "POST", "/rest/posts", Set.of()),
    POST_FIND(
            "posts.find",
            "GET",
            "/rest/posts",
            Set.of("author", "q", "count", "start", "sortBy", "isDsc", "viewContext")),
    POST_GET("posts.get", "GET", "/rest/posts/([^/]+)", Set.of("viewContext")),
    SOCIAL_METADATA("socialMetadata.batchGet", "GET", "/rest/socialMetadata", Set.of("ids")),
    SHARE_STATISTICS(
            "shareStatistics.find",
            "GET",
            "/rest/organizationalEntityShareStatistics",
            Set.of("q", "organizationalEntity", "shares", "ugcPosts"));

    final Route route;

    LinkedInEndpoint(String name, String method, String path, Set<String> parameters) {
        this.route = Route.of(name, method, path, Set.of(), parameters);
    }

    /** @return null when LinkedIn has no such call */
    static LinkedInEndpoint of(Call call) {
        for (LinkedInEndpoint endpoint : values()) {
            if (endpoint.route.matches(call) && endpoint.isMeant(call)) {
                return endpoint;
            }
        }
        return null;
    }

    /** Rest.li's actions share their path. */
    private boolean isMeant(Call call) {
        return !route.parameters().contains("action")
                || route.name().endsWith("." + call.query().getOrDefault("action", ""));
    }

    static boolean knowsPath(Call call) {
        for (LinkedInEndpoint endpoint : values()) {
            if (endpoint.route.isAt(call)) {
                return true;
            }
        }
        return false;
    }

    boolean isVersioned() {
        return route.path().pattern().startsWith("/rest/");
    }
}
