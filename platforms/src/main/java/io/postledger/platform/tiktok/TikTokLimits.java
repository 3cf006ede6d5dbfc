package io.postledger.platform.tiktok;

import io.postledger.platform.Budget;
import io.postledger.platform.Operation;
import io.postledger.platform.rules.Content;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** TikTok's limits a minute; all but the last are of one access token. Bytes that are uploaded count nowhere. */
final class TikTokLimits {

    static final Duration WINDOW = Duration.ofMinutes(1);

    static final Budget CREATOR = account("creator_info.query", 20);
    static final Budget VIDEO_INIT = account("video.init", 6);
    static final Budget PHOTO_INIT = account("content.init", 6);
    static final Budget STATUS = account("status.fetch", 30);
    static final Budget VIDEOS = Budget.perApp("video.query", 600, new Budget.Every(WINDOW));

    static final List<Budget> BUDGETS = List.of(CREATOR, VIDEO_INIT, PHOTO_INIT, STATUS, VIDEOS);

    private TikTokLimits() {}

    private static Budget account(String name, long limit) {
        return Budget.perAccount(name, limit, new Budget.Every(WINDOW));
    }

    /** Preparing costs either the first calls or, when it goes on, a status: counted as both. */
    static Map<String, Integer> cost(Operation operation, Content content) {
        boolean photos = content != null && content.videos().isEmpty();
        return switch (operation) {
            case PREPARE -> {
                Map<String, Integer> cost = new HashMap<>(Map.of(CREATOR.name(), 1));
                if (!photos) {
                    cost.put(VIDEO_INIT.name(), 1);
                    cost.put(STATUS.name(), 1);
                }
                yield cost;
            }
            case SEND -> photos ? Map.of(PHOTO_INIT.name(), 1) : Map.of();
            case LOOK_UP -> Map.of(STATUS.name(), 1);
            case FETCH_METRICS -> Map.of(STATUS.name(), 1, VIDEOS.name(), 1);
            case REFRESH -> Map.of();
        };
    }
}
