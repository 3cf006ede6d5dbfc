package io.postledger.platform.tiktok;

import io.postledger.api.media.Attachment;
import io.postledger.platform.MediaSource;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.rules.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A post as TikTok's requests have it: a video's text is its {@code title}, a photo post's its {@code description}. */
final class TikTokPost {

    static final String PRIVACY = "privacyLevel";
    static final String TITLE = "title";
    static final String DISABLE_COMMENT = "disableComment";
    static final String DISABLE_DUET = "disableDuet";
    static final String DISABLE_STITCH = "disableStitch";
    static final String COVER_MS = "videoCoverTimestampMs";
    static final String COVER_INDEX = "photoCoverIndex";
    static final String ADD_MUSIC = "autoAddMusic";
    static final String BRAND_CONTENT = "brandContent";
    static final String BRAND_ORGANIC = "brandOrganic";
    static final String AI_GENERATED = "aiGenerated";

    static final List<String> PRIVACIES =
            List.of("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY");

    private static final String JSON_TYPE = "application/json; charset=UTF-8";

    private TikTokPost() {}

    static WireBody json(Object body) {
        return WireBody.text(JSON_TYPE, JsonMapper.shared().writeValueAsString(body));
    }

    static Map<String, Object> video(Content content, ChunkPlan plan) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", content.text());
        common(content, info);
        info.put("disable_duet", flag(content, DISABLE_DUET));
        info.put("disable_stitch", flag(content, DISABLE_STITCH));
        info.put("is_aigc", flag(content, AI_GENERATED));
        content.option(COVER_MS).ifPresent(ms -> info.put("video_cover_timestamp_ms", Integer.valueOf(ms)));
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("source", "FILE_UPLOAD");
        source.put("video_size", plan.size());
        source.put("chunk_size", plan.chunk());
        source.put("total_chunk_count", plan.count());
        return Map.of("post_info", info, "source_info", source);
    }

    static Map<String, Object> photos(Content content, MediaSource media) {
        Map<String, Object> info = new LinkedHashMap<>();
        content.option(TITLE).ifPresent(title -> info.put("title", title));
        info.put("description", content.text());
        common(content, info);
        info.put("auto_add_music", flag(content, ADD_MUSIC));
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("source", "PULL_FROM_URL");
        source.put(
                "photo_images",
                content.images().stream()
                        .map(photo -> media.publicUri(photo).toString())
                        .toList());
        source.put(
                "photo_cover_index",
                content.option(COVER_INDEX).map(Integer::valueOf).orElse(0));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("media_type", "PHOTO");
        body.put("post_mode", "DIRECT_POST");
        body.put("post_info", info);
        body.put("source_info", source);
        return body;
    }

    private static void common(Content content, Map<String, Object> info) {
        info.put("privacy_level", content.option(PRIVACY).orElse(""));
        info.put("disable_comment", flag(content, DISABLE_COMMENT));
        info.put("brand_content_toggle", flag(content, BRAND_CONTENT));
        info.put("brand_organic_toggle", flag(content, BRAND_ORGANIC));
    }

    private static boolean flag(Content content, String option) {
        return content.option(option).map(Boolean::parseBoolean).orElse(false);
    }

    /** The one video; null for a post of photos. */
    static Attachment videoOrNull(Content content) {
        return content.videos().isEmpty() ? null : content.videos().get(0);
    }
}
