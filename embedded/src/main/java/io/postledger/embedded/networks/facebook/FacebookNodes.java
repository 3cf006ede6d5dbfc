package io.postledger.embedded.networks.facebook;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.graph.GraphCall;
import io.postledger.embedded.networks.graph.GraphErrors;
import io.postledger.embedded.networks.graph.GraphFields;
import io.postledger.embedded.networks.graph.GraphLists;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Audience;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be read of posts and videos. */
final class FacebookNodes {

    private static final Set<String> POST_FIELDS = Set.of(
            "id",
            "message",
            "created_time",
            "permalink_url",
            "attachments",
            "reactions",
            "comments",
            "shares",
            "insights");
    private static final Set<String> VIDEO_FIELDS =
            Set.of("id", "description", "created_time", "status", "post_id", "likes", "comments", "views");

    private final Site site;
    private final Accounts accounts;
    private final Posts posts;
    private final FacebookVideos videos;
    private final LongSupplier unusedSeconds;

    FacebookNodes(Site site, Accounts accounts, Posts posts, FacebookVideos videos, LongSupplier unusedSeconds) {
        this.site = site;
        this.accounts = accounts;
        this.posts = posts;
        this.videos = videos;
        this.unusedSeconds = unusedSeconds;
    }

    /** Newest first. */
    Answer list(GraphCall call) {
        List<String> fields = GraphFields.names(call.parameter("fields"));
        return GraphFields.refusal(fields, POST_FIELDS, "Post")
                .orElseGet(() -> GraphLists.of(
                        posts.timeline(call.parts().get(0), GraphLists.since(call.parameters())),
                        call.parameters(),
                        post -> json(post, fields)));
    }

    /** @param pageId whose token asks; empty when it is a person's */
    Answer read(String id, List<String> fields, String pageId) {
        Optional<Post> post = posts.visible(id).filter(each -> each.accountId().equals(pageId));
        if (post.isPresent()) {
            return GraphFields.refusal(fields, POST_FIELDS, "Post")
                    .orElseGet(() -> Answer.json(200, json(post.get(), fields)));
        }
        Optional<Media> video = videos.find(id, pageId);
        return video.isEmpty()
                ? GraphErrors.noSuchObject("get", id)
                : GraphFields.refusal(fields, VIDEO_FIELDS, "Video")
                        .orElseGet(() -> Answer.json(200, json(video.get(), fields)));
    }

    private ObjectNode json(Post post, List<String> fields) {
        ObjectNode json = Json.object().put("id", post.id());
        Counts counts = counted(post);
        for (String field : fields) {
            switch (field) {
                case "message" -> {
                    if (!post.text().isEmpty()) {
                        json.put("message", post.text());
                    }
                }
                case "created_time" -> json.put("created_time", GraphLists.time(post.createdAt()));
                case "permalink_url" -> json.put("permalink_url", "https://www.facebook.com/" + post.id());
                case "attachments" -> attachments(post, json);
                case "reactions" -> total(json, "reactions", counts.reactions());
                case "comments" -> total(json, "comments", counts.comments());
                case "shares" -> {
                    if (counts.shares() > 0) {
                        json.putObject("shares").put("count", counts.shares());
                    }
                }
                case "insights" -> views(json, counts.views());
                default -> {}
            }
        }
        return json;
    }

    private ObjectNode json(Media video, List<String> fields) {
        ObjectNode json = Json.object().put("id", video.id());
        Optional<Post> post = videos.post(video);
        for (String field : fields) {
            switch (field) {
                case "status" -> json.set("status", videos.status(video, unusedSeconds.getAsLong()));
                case "created_time" -> json.put("created_time", GraphLists.time(video.createdAt()));
                case "post_id" ->
                    post.ifPresent(each ->
                            json.put("post_id", each.id().substring(each.id().indexOf('_') + 1)));
                case "description" -> post.ifPresent(each -> json.put("description", each.text()));
                case "likes" ->
                    post.ifPresent(each -> total(json, "likes", counted(each).reactions()));
                case "comments" ->
                    post.ifPresent(each -> total(json, "comments", counted(each).comments()));
                case "views" ->
                    post.ifPresent(each -> json.put("views", counted(each).views()));
                default -> {}
            }
        }
        return json;
    }

    private static void attachments(Post post, ObjectNode json) {
        String link = post.fields().get(FacebookFeed.LINK);
        if (link == null && post.media().isEmpty()) {
            return;
        }
        ObjectNode first = json.putObject("attachments").putArray("data").addObject();
        if (link != null) {
            first.put("media_type", "link").put("unshimmed_url", link);
            first.putObject("target").put("url", link);
        } else if (post.media().size() == 1) {
            file(first, post.media().get(0));
        } else {
            first.put("media_type", "album");
            ArrayNode inner = first.putObject("subattachments").putArray("data");
            post.media().forEach(file -> file(inner.addObject(), file));
        }
    }

    private static void file(ObjectNode into, MediaFile file) {
        into.put("media_type", file.contentType().startsWith("video/") ? "video" : "photo");
        into.putObject("target").put("id", file.id());
    }

    private static void total(ObjectNode json, String edge, long count) {
        ObjectNode all = json.putObject(edge);
        all.putArray("data");
        all.putObject("summary").put("total_count", count);
    }

    private static void views(ObjectNode json, long views) {
        ObjectNode insight = json.putObject("insights").putArray("data").addObject();
        insight.put("name", "post_media_view").put("period", "lifetime");
        insight.putArray("values").addObject().put("value", views);
    }

    private record Counts(long reactions, long comments, long shares, long views) {}

    private Counts counted(Post post) {
        Account author = accounts.require(post.accountId());
        Audience audience = new Audience(post, author, site.now());
        return new Counts(
                audience.share(0.008, 0.02),
                audience.share(0.001, 0.004),
                audience.share(0, 0.004),
                audience.impressions());
    }

    /** For people. */
    String counts(Post post) {
        Counts counts = counted(post);
        return "%d reactions · %d comments · %d shares · %d views"
                .formatted(counts.reactions(), counts.comments(), counts.shares(), counts.views());
    }
}
