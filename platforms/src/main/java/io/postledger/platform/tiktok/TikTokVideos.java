package io.postledger.platform.tiktok;

import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Found;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Reply;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Looks for a post without a publish_id among the creator's public posts, by its words. TikTok lists no others, and these only
 * once they are moderated: that it is not among them proves nothing.
 */
final class TikTokVideos {

    private static final String FIELDS = "id,create_time,title,video_description";
    private static final int A_PAGE = 20;
    private static final int PAGES = 5;

    /** TikTok's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final TikTokCalls calls;

    TikTokVideos(NetworkSettings settings, TikTokCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    LookUp find(Submission submission, Attempt attempt) {
        Instant since = attempt.firstSentAt().minus(CLOCKS_DIFFER_BY);
        String words = normal(submission.content().text());
        String kind = TikTokPost.videoOrNull(submission.content()) == null ? "photo" : "video";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("max_count", A_PAGE);
        List<String> found = new ArrayList<>();
        for (int page = 1; ; page++) {
            Reply reply = calls.listVideos(submission.credentials().accessToken(), FIELDS, body);
            JsonNode data = reply.json().path("data");
            if (!reply.isDone() || !data.path("videos").isArray()) {
                return reply.undecided();
            }
            boolean allNew = true;
            for (JsonNode video : data.path("videos")) {
                boolean old = Instant.ofEpochSecond(video.path("create_time").asLong(0))
                        .isBefore(since);
                allNew &= !old;
                if (!old && !words.isEmpty() && says(video, words)) {
                    found.add(video.path("id").asString(""));
                }
            }
            if (!allNew || !data.path("has_more").asBoolean(false) || page == PAGES) {
                return found.size() == 1
                        ? new Found(
                                found.get(0),
                                TikTokPages.post(settings, submission.account(), kind, found.get(0)),
                                reply.exchange())
                        : new Undecided(
                                Codes.INCONCLUSIVE,
                                found.size() + " public posts since then say the same",
                                null,
                                reply.exchange());
            }
            body.put("cursor", data.path("cursor").asLong());
        }
    }

    private static boolean says(JsonNode video, String words) {
        return words.equals(normal(video.path("video_description").asString("")))
                || words.equals(normal(video.path("title").asString("")));
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }
}
