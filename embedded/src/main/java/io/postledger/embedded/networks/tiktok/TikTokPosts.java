package io.postledger.embedded.networks.tiktok;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Checks;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import io.postledger.embedded.networks.shared.UploadPosts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is posted. Others see, and lists show, what is public, and that once it is moderated. */
final class TikTokPosts {

    /** Of an upload and its post. */
    static final String KIND = "kind";

    static final String TEXT = "text";
    static final String TITLE = "title";
    static final String PRIVACY = "privacyLevel";
    static final String PHOTOS = "photos";

    private static final String PUBLIC = "PUBLIC_TO_EVERYONE";
    private static final Set<String> FIELDS = Set.of(
            "id",
            "create_time",
            "title",
            "video_description",
            "duration",
            "share_url",
            "view_count",
            "like_count",
            "comment_count",
            "share_count");

    private static final int MAX_COUNT = 20;

    private final Site site;
    private final Accounts accounts;
    private final Posts posts;
    private final UploadPosts uploadPosts;

    TikTokPosts(Site site, Accounts accounts, Posts posts) {
        this.site = site;
        this.accounts = accounts;
        this.posts = posts;
        this.uploadPosts = new UploadPosts(posts);
    }

    /** The post of an upload that ended well; empty of one that ended badly. */
    Optional<Post> postOf(Media task, List<MediaFile> files, TikTokOptions options, Duration hiddenFor) {
        if (task.failureOrNull() != null) {
            return Optional.empty();
        }
        Map<String, String> fields = Map.of(
                KIND, task.fields().get(KIND),
                PRIVACY, task.fields().get(PRIVACY),
                TITLE, task.fields().getOrDefault(TITLE, ""));
        Draft draft = new Draft(task.accountId(), task.fields().get(TEXT), files, fields);
        Duration processing = Duration.between(site.now(), task.readyAtOrNull());
        Duration moderated = (processing.isNegative() ? Duration.ZERO : processing)
                .plusMillis(options.moderationMs())
                .plus(hiddenFor);
        return Optional.of(uploadPosts.postOf(task.id(), draft, moderated));
    }

    List<MediaFile> photos(Media task) {
        List<MediaFile> files = new ArrayList<>();
        for (JsonNode file : Json.MAPPER.readTree(task.fields().get(PHOTOS))) {
            files.add(Json.MAPPER.treeToValue(file, MediaFile.class));
        }
        return files;
    }

    /** Its id, once it is public and moderated. */
    Optional<Long> publicId(Post post) {
        return isPublic(post) && posts.visible(post.id()).isPresent()
                ? Optional.of(Long.valueOf(post.id()))
                : Optional.empty();
    }

    private static boolean isPublic(Post post) {
        return PUBLIC.equals(post.fields().get(PRIVACY));
    }

    Answer list(Call call, Account account) {
        Optional<List<String>> fields = fields(call);
        Optional<ObjectNode> body = Checks.jsonObject(call);
        long max = body.map(json -> json.path("max_count").asLong(10)).orElse(0L);
        if (fields.isEmpty()
                || body.isEmpty()
                || Checks.unknown(body.get().propertyNames(), Set.of("max_count", "cursor"))
                        .isPresent()
                || max < 1
                || max > MAX_COUNT) {
            return TikTokAnswers.error(400, "invalid_params", "One or more fields in request is invalid.");
        }
        Instant before = Instant.ofEpochMilli(body.get().path("cursor").asLong(Long.MAX_VALUE / 2));
        List<Post> all = posts.timeline(account.id(), Instant.EPOCH).stream()
                .filter(TikTokPosts::isPublic)
                .filter(post -> post.createdAt().isBefore(before))
                .toList();
        List<Post> shown = all.subList(0, (int) Math.min(all.size(), max));
        ObjectNode data = videos(shown, fields.get());
        data.put(
                "cursor",
                shown.isEmpty() ? 0 : shown.get(shown.size() - 1).createdAt().toEpochMilli());
        data.put("has_more", shown.size() < all.size());
        return TikTokAnswers.ok(data);
    }

    Answer query(Call call, Account account) {
        Optional<List<String>> fields = fields(call);
        JsonNode ids = Checks.jsonObject(call)
                .map(json -> json.path("filters").path("video_ids"))
                .orElse(Json.object());
        if (fields.isEmpty() || !ids.isArray() || ids.isEmpty() || ids.size() > MAX_COUNT) {
            return TikTokAnswers.error(400, "invalid_params", "One or more fields in request is invalid.");
        }
        List<Post> found = new ArrayList<>();
        for (JsonNode id : ids) {
            posts.visible(id.asString(""))
                    .filter(post -> isPublic(post) && post.accountId().equals(account.id()))
                    .ifPresent(found::add);
        }
        return TikTokAnswers.ok(videos(found, fields.get()));
    }

    private static Optional<List<String>> fields(Call call) {
        List<String> fields = List.of(call.query().getOrDefault("fields", "").split(","));
        return call.mediaType().equals("application/json") && FIELDS.containsAll(fields)
                ? Optional.of(fields)
                : Optional.empty();
    }

    private ObjectNode videos(List<Post> shown, List<String> fields) {
        ObjectNode data = Json.object();
        ArrayNode videos = data.putArray("videos");
        shown.forEach(post -> videos.add(json(post).retain(fields)));
        return data;
    }

    private ObjectNode json(Post post) {
        Account author = accounts.require(post.accountId());
        Audience audience = new Audience(post, author, site.now());
        boolean video = "video".equals(post.fields().get(KIND));
        return Json.object()
                .put("id", post.id())
                .put("create_time", post.createdAt().getEpochSecond())
                .put("title", video ? post.text() : post.fields().get(TITLE))
                .put("video_description", post.text())
                .put("duration", 15)
                .put("share_url", "https://www.tiktok.com/@" + author.handle() + "/video/" + post.id())
                .put("like_count", audience.share(0.03, 0.05))
                .put("comment_count", audience.share(0.001, 0.005))
                .put("share_count", audience.share(0.001, 0.006))
                .put("view_count", audience.impressions());
    }

    Answer page(String id) {
        return posts.visible(id)
                .filter(TikTokPosts::isPublic)
                .map(post -> Page.post(
                        "TikTok",
                        post,
                        accounts.require(post.accountId()),
                        json(post).path("view_count").asString() + " views"))
                .orElseGet(Page::notFound);
    }

    Answer profile(String handle) {
        return accounts.byHandle(handle)
                .map(account -> Page.of(
                        200,
                        account.name() + " (@" + account.handle() + ") on TikTok (simulated)",
                        "<p>%d public posts</p>".formatted(publicPosts(account))))
                .orElseGet(Page::notFound);
    }

    private long publicPosts(Account account) {
        return posts.timeline(account.id(), Instant.EPOCH).stream()
                .filter(TikTokPosts::isPublic)
                .count();
    }
}
