package io.postledger.platform.tiktok;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Budget;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.Wire;
import io.postledger.platform.http.WireRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The calls of the Content Posting API that have an envelope, each with the limit that it spends. */
final class TikTokCalls {

    private final NetworkSettings settings;
    private final Api creator;
    private final Api videoInit;
    private final Api photoInit;
    private final Api status;
    private final Api videos;

    TikTokCalls(NetworkSettings settings, Wire wire, Clock clock) {
        this.settings = settings;
        this.creator = api(settings, wire, clock, TikTokLimits.CREATOR);
        this.videoInit = api(settings, wire, clock, TikTokLimits.VIDEO_INIT);
        this.photoInit = api(settings, wire, clock, TikTokLimits.PHOTO_INIT);
        this.status = api(settings, wire, clock, TikTokLimits.STATUS);
        this.videos = api(settings, wire, clock, TikTokLimits.VIDEOS);
    }

    static Api api(NetworkSettings settings, Wire wire, Clock clock, Budget budgetOrNull) {
        return new Api(wire, clock, settings.timeouts(), new TikTokDialect(budgetOrNull));
    }

    Reply creator(AccessToken token) {
        return creator.send("tiktok.creator_info.query", post("/v2/post/publish/creator_info/query/", token, Map.of()));
    }

    Reply creator(AccessToken token, Instant deadline) {
        return creator.send(
                "tiktok.creator_info.query", post("/v2/post/publish/creator_info/query/", token, Map.of()), deadline);
    }

    Reply videoInit(AccessToken token, Object body, Instant deadline) {
        return videoInit.send("tiktok.video.init", post("/v2/post/publish/video/init/", token, body), deadline);
    }

    Reply photoInit(AccessToken token, Object body, Instant deadline) {
        return photoInit.send("tiktok.content.init", post("/v2/post/publish/content/init/", token, body), deadline);
    }

    Reply status(AccessToken token, String publishId) {
        return status.send("tiktok.status.fetch", statusOf(token, publishId));
    }

    Reply status(AccessToken token, String publishId, Instant deadline) {
        return status.send("tiktok.status.fetch", statusOf(token, publishId), deadline);
    }

    private WireRequest statusOf(AccessToken token, String publishId) {
        return post("/v2/post/publish/status/fetch/", token, Map.of("publish_id", publishId));
    }

    /** @param fields with commas between them */
    Reply listVideos(AccessToken token, String fields, Object body) {
        return videos.send("tiktok.video.list", post("/v2/video/list/?fields=" + Api.encode(fields), token, body));
    }

    Reply queryVideos(AccessToken token, String fields, Object body) {
        return videos.send("tiktok.video.query", post("/v2/video/query/?fields=" + Api.encode(fields), token, body));
    }

    private WireRequest post(String path, AccessToken token, Object body) {
        return WireRequest.post(settings.api(path), Api.bearer(token), TikTokPost.json(body));
    }
}
