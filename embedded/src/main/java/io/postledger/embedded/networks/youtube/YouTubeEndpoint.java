package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Route;
import java.util.Set;

/** What of YouTube is simulated, and which scopes and parameters each call has. */
enum YouTubeEndpoint {
    AUTHORIZE("authorize", "GET", "/o/oauth2/v2/auth", Set.of(), Set.of()),
    PAGE("watch", "GET", "/watch", Set.of(), Set.of()),
    TOKEN("oauth2.token", "POST", "/token", Set.of(), Set.of()),
    CHANNELS("channels.list", "GET", "/youtube/v3/channels", Set.of(Scopes.READ), Set.of("part", "mine", "id")),
    PLAYLIST_ITEMS(
            "playlistItems.list",
            "GET",
            "/youtube/v3/playlistItems",
            Set.of(Scopes.READ),
            Set.of("part", "playlistId", "maxResults", "pageToken")),
    VIDEOS("videos.list", "GET", "/youtube/v3/videos", Set.of(Scopes.READ), Set.of("part", "id", "maxResults")),
    INSERT(
            "videos.insert",
            "POST",
            "/upload/youtube/v3/videos",
            Set.of(Scopes.UPLOAD),
            Set.of("uploadType", "part", "notifySubscribers")),
    UPLOAD(
            "videos.upload",
            "PUT",
            "/upload/youtube/v3/videos",
            Set.of(Scopes.UPLOAD),
            Set.of("uploadType", "part", "upload_id")),
    /** The same address, asked how far it is. */
    UPLOAD_STATUS(
            "videos.upload.status",
            "PUT",
            "/upload/youtube/v3/videos",
            Set.of(Scopes.UPLOAD),
            Set.of("uploadType", "part", "upload_id"));

    /** Google's. */
    static final class Scopes {
        static final String READ = "https://www.googleapis.com/auth/youtube.readonly";
        static final String UPLOAD = "https://www.googleapis.com/auth/youtube.upload";

        private Scopes() {}
    }

    final Route route;

    YouTubeEndpoint(String name, String method, String path, Set<String> scopes, Set<String> parameters) {
        this.route = Route.of(name, method, path, scopes, parameters);
    }

    /** @return null when YouTube has no such call */
    static YouTubeEndpoint of(Call call) {
        for (YouTubeEndpoint endpoint : values()) {
            if (endpoint.route.matches(call)) {
                boolean question = endpoint == UPLOAD
                        && call.header("Content-Range").orElse("").startsWith("bytes */");
                return question ? UPLOAD_STATUS : endpoint;
            }
        }
        return null;
    }
}
