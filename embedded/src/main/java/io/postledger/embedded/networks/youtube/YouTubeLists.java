package io.postledger.embedded.networks.youtube;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Page;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Channels, what they uploaded, and videos by their ids. */
final class YouTubeLists {

    private static final Set<String> CHANNEL_PARTS = Set.of("id", "snippet", "contentDetails", "statistics");
    private static final Set<String> ITEM_PARTS = Set.of("id", "snippet", "contentDetails", "status");
    private static final Set<String> VIDEO_PARTS = Set.of("id", "snippet", "status", "statistics");
    private static final int MAX_RESULTS = 50;

    private final Accounts accounts;
    private final Posts posts;
    private final VideoJson videos;

    YouTubeLists(Accounts accounts, Posts posts, VideoJson videos) {
        this.accounts = accounts;
        this.posts = posts;
        this.videos = videos;
    }

    Answer channels(Call call, Account caller) {
        Optional<List<String>> parts = parts(call, CHANNEL_PARTS);
        if (parts.isEmpty()) {
            return unexpectedPart();
        }
        boolean mine = "true".equals(call.query().get("mine"));
        if (mine == call.query().containsKey("id")) {
            return YouTubeErrors.parameter("missingRequiredParameter", "No filter selected. Expected one of: id, mine");
        }
        Optional<Account> channel =
                mine ? Optional.of(caller) : accounts.byId(call.query().get("id"));
        ObjectNode list = list("channel", channel.isPresent() ? 1 : 0);
        channel.ifPresent(known -> list.withArray("items").add(channel(known, parts.get())));
        return Answer.json(200, list);
    }

    private static ObjectNode channel(Account account, List<String> parts) {
        ObjectNode json = Json.object().put("kind", "youtube#channel").put("id", account.id());
        if (parts.contains("snippet")) {
            json.putObject("snippet").put("title", account.name()).put("customUrl", "@" + account.handle());
        }
        if (parts.contains("contentDetails")) {
            json.putObject("contentDetails").putObject("relatedPlaylists").put("uploads", uploads(account));
        }
        if (parts.contains("statistics")) {
            json.putObject("statistics").put("subscriberCount", Long.toString(account.followers()));
        }
        return json;
    }

    private static String uploads(Account account) {
        return "UU" + account.id().substring(2);
    }

    Answer playlistItems(Call call, Account caller) {
        Optional<List<String>> parts = parts(call, ITEM_PARTS);
        if (parts.isEmpty()) {
            return unexpectedPart();
        }
        String playlist = call.query().getOrDefault("playlistId", "");
        Optional<Account> channel =
                playlist.startsWith("UU") ? accounts.byId("UC" + playlist.substring(2)) : Optional.empty();
        if (channel.isEmpty()) {
            return YouTubeErrors.of(
                    404, "youtube.playlistItem", "playlistNotFound", "The playlist identified cannot be found.");
        }
        String max = call.query().getOrDefault("maxResults", "5");
        String token = call.query().getOrDefault("pageToken", "0");
        if (!max.matches("[0-9]{1,2}") || Integer.parseInt(max) > MAX_RESULTS) {
            return YouTubeErrors.parameter("invalidParameter", "maxResults is 0 to 50");
        }
        if (!token.matches("[0-9]{1,9}")) {
            return YouTubeErrors.parameter("invalidPageToken", "The request specifies an invalid page token.");
        }
        List<Post> all = posts.timeline(channel.get().id(), Instant.EPOCH).stream()
                .filter(post -> isFor(caller, post))
                .toList();
        int from = Math.min(all.size(), Integer.parseInt(token));
        int to = Math.min(all.size(), from + Integer.parseInt(max));
        ObjectNode list = list("playlistItem", all.size());
        ArrayNode items = list.withArray("items");
        for (int i = from; i < to; i++) {
            items.add(item(all.get(i), playlist, i, parts.get()));
        }
        if (to < all.size()) {
            list.put("nextPageToken", Integer.toString(to));
        }
        return Answer.json(200, list);
    }

    /** Others see what is public. */
    private static boolean isFor(Account caller, Post post) {
        return caller.id().equals(post.accountId())
                || "public".equals(post.fields().get(VideoMetadata.PRIVACY));
    }

    private static ObjectNode item(Post post, String playlist, int position, List<String> parts) {
        ObjectNode json = Json.object().put("kind", "youtube#playlistItem").put("id", playlist + "." + post.id());
        if (parts.contains("snippet")) {
            ObjectNode snippet = json.putObject("snippet")
                    .put("publishedAt", VideoJson.time(post))
                    .put("channelId", post.accountId())
                    .put("title", post.fields().get(VideoMetadata.TITLE))
                    .put(
                            "description",
                            post.fields().get(VideoMetadata.DESCRIPTION).strip())
                    .put("playlistId", playlist)
                    .put("position", position);
            snippet.putObject("resourceId").put("kind", "youtube#video").put("videoId", post.id());
        }
        if (parts.contains("contentDetails")) {
            json.putObject("contentDetails").put("videoId", post.id());
        }
        if (parts.contains("status")) {
            json.putObject("status").put("privacyStatus", post.fields().get(VideoMetadata.PRIVACY));
        }
        return json;
    }

    Answer videos(Call call, Account caller) {
        Optional<List<String>> parts = parts(call, VIDEO_PARTS);
        if (parts.isEmpty()) {
            return unexpectedPart();
        }
        List<String> ids = List.of(call.query().getOrDefault("id", "").split(","));
        if (ids.size() > MAX_RESULTS || ids.contains("")) {
            return YouTubeErrors.parameter("invalidParameter", "id names 1 to 50 videos");
        }
        ObjectNode list = list("video", ids.size());
        ArrayNode items = list.withArray("items");
        ids.stream()
                .flatMap(id -> posts.visible(id).stream())
                .filter(post ->
                        isFor(caller, post) || "unlisted".equals(post.fields().get(VideoMetadata.PRIVACY)))
                .forEach(post -> items.add(videos.json(post, parts.get())));
        return Answer.json(200, list);
    }

    Answer page(Call call) {
        return posts.visible(call.query().getOrDefault("v", ""))
                .filter(post -> !"private".equals(post.fields().get(VideoMetadata.PRIVACY)))
                .map(post -> Page.post(
                        "YouTube",
                        post,
                        accounts.require(post.accountId()),
                        post.fields().get(VideoMetadata.TITLE) + " · "
                                + videos.statistics(post).path("viewCount").asString() + " views"))
                .orElseGet(Page::notFound);
    }

    private static ObjectNode list(String what, int total) {
        ObjectNode list = Json.object().put("kind", "youtube#" + what + "ListResponse");
        list.putObject("pageInfo").put("totalResults", total).put("resultsPerPage", MAX_RESULTS);
        if (!what.equals("channel") || total > 0) {
            list.putArray("items");
        }
        return list;
    }

    private static Optional<List<String>> parts(Call call, Set<String> known) {
        List<String> parts = List.of(call.query().getOrDefault("part", "").split(","));
        return known.containsAll(parts) ? Optional.of(parts) : Optional.empty();
    }

    private static Answer unexpectedPart() {
        return YouTubeErrors.parameter("unknownPart", "part names what there is not");
    }
}
