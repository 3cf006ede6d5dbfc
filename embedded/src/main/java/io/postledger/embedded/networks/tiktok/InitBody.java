package io.postledger.embedded.networks.tiktok;

import io.postledger.embedded.networks.shared.Checks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The bodies that announce a post, checked as TikTok does. */
final class InitBody {

    private static final Set<String> VIDEO_INFO = Set.of(
            "title",
            "privacy_level",
            "disable_duet",
            "disable_stitch",
            "disable_comment",
            "video_cover_timestamp_ms",
            "brand_content_toggle",
            "brand_organic_toggle",
            "is_aigc");

    private static final Set<String> PHOTO_INFO = Set.of(
            "title",
            "description",
            "privacy_level",
            "disable_comment",
            "auto_add_music",
            "brand_content_toggle",
            "brand_organic_toggle");

    private static final Map<String, Integer> VIDEO_TEXTS = Map.of("title", 2_200);
    private static final Map<String, Integer> PHOTO_TEXTS = Map.of("title", 90, "description", 4_000);

    private static final long MB = 1_000_000;
    private static final long MAX_VIDEO = 4L * 1024 * 1024 * 1024;
    private static final int MAX_CHUNKS = 1_000;
    private static final int MAX_PHOTOS = 35;

    private InitBody() {}

    /** @return what is wrong with it */
    static Optional<String> wrongVideo(JsonNode body) {
        JsonNode source = body.path("source_info");
        Optional<String> wrong = wrongInfo(body, Set.of("post_info", "source_info"), VIDEO_INFO, VIDEO_TEXTS);
        if (wrong.isPresent()) {
            return wrong;
        }
        Set<String> known = Set.of("source", "video_size", "chunk_size", "total_chunk_count");
        if (!source.path("source").asString("").equals("FILE_UPLOAD")
                || Checks.unknown(source.propertyNames(), known).isPresent()) {
            return Optional.of("source_info is not one of FILE_UPLOAD");
        }
        long size = source.path("video_size").asLong(-1);
        long chunk = source.path("chunk_size").asLong(-1);
        long count = source.path("total_chunk_count").asLong(-1);
        return isPlan(size, chunk, count)
                ? Optional.empty()
                : Optional.of("The chunk size or the total chunk count is invalid");
    }

    private static boolean isPlan(long size, long chunk, long count) {
        if (size <= 0 || size > MAX_VIDEO || chunk <= 0 || count != size / chunk || count > MAX_CHUNKS) {
            return false;
        }
        if (count == 1) {
            return chunk == size && size <= 64 * MB || chunk >= 5 * MB && size <= 64 * MB;
        }
        return chunk >= 5 * MB && chunk <= 64 * MB && size - (count - 1) * chunk <= 128 * MB;
    }

    static Optional<String> wrongPhotos(JsonNode body) {
        Set<String> top = Set.of("media_type", "post_mode", "post_info", "source_info");
        Optional<String> wrong = wrongInfo(body, top, PHOTO_INFO, PHOTO_TEXTS);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (!body.path("media_type").asString("").equals("PHOTO")
                || !body.path("post_mode").asString("").equals("DIRECT_POST")) {
            return Optional.of("media_type must be PHOTO, and post_mode DIRECT_POST");
        }
        JsonNode source = body.path("source_info");
        Set<String> known = Set.of("source", "photo_images", "photo_cover_index");
        JsonNode photos = source.path("photo_images");
        long cover = source.path("photo_cover_index").asLong(-1);
        boolean right = source.path("source").asString("").equals("PULL_FROM_URL")
                && Checks.unknown(source.propertyNames(), known).isEmpty()
                && photos.isArray()
                && photos.size() >= 1
                && photos.size() <= MAX_PHOTOS
                && cover >= 0
                && cover < photos.size();
        return right ? Optional.empty() : Optional.of("source_info is invalid");
    }

    private static Optional<String> wrongInfo(
            JsonNode body, Set<String> top, Set<String> infoFields, Map<String, Integer> texts) {
        JsonNode info = body.path("post_info");
        if (!body.isObject()
                || !info.isObject()
                || Checks.unknown(body.propertyNames(), top).isPresent()
                || Checks.unknown(info.propertyNames(), infoFields).isPresent()) {
            return Optional.of("The request has fields that are not known");
        }
        for (Map.Entry<String, JsonNode> field : info.properties()) {
            String name = field.getKey();
            boolean right = texts.containsKey(name)
                    ? field.getValue().isString()
                            && field.getValue().stringValue().length() <= texts.get(name)
                    : name.equals("privacy_level")
                            ? field.getValue().isString()
                            : name.equals("video_cover_timestamp_ms")
                                    ? field.getValue().isIntegralNumber()
                                    : field.getValue().isBoolean();
            if (!right) {
                return Optional.of(name + " is invalid");
            }
        }
        return Optional.empty();
    }
}
