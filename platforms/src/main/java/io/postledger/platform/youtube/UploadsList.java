package io.postledger.platform.youtube;

import io.postledger.platform.Codes;
import io.postledger.platform.LookUp;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds a video by what it says, in the playlist of everything that the channel uploaded, private ones too. */
final class UploadsList {

    private static final int PAGES = 10;

    private final NetworkSettings settings;
    private final Api api;

    UploadsList(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    /** @param since older videos are not it */
    LookUp find(Submission submission, Instant since) {
        Reply channel = get(
                submission,
                "youtube.channels.list",
                "channels",
                Map.of("part", "contentDetails", "id", submission.account().externalId()));
        JsonNode uploads = channel.json()
                .path("items")
                .path(0)
                .path("contentDetails")
                .path("relatedPlaylists")
                .path("uploads");
        return channel.isDone() && uploads.isString()
                ? search(submission, uploads.stringValue(), since)
                : channel.undecided();
    }

    private LookUp search(Submission submission, String playlist, Instant since) {
        YouTubeFingerprint wanted = YouTubeFingerprint.of(submission.content());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("part", "snippet,contentDetails");
        query.put("playlistId", playlist);
        query.put("maxResults", "50");
        List<String> found = new ArrayList<>();
        for (int page = 1; ; page++) {
            Reply reply = get(submission, "youtube.playlistItems.list", "playlistItems", query);
            Optional<List<Item>> items = items(reply);
            if (items.isEmpty()) {
                return reply.undecided();
            }
            for (Item item : items.get()) {
                if (!item.addedAt().isBefore(since) && item.fingerprint().equals(wanted)) {
                    found.add(item.videoId());
                }
            }
            JsonNode next = reply.json().path("nextPageToken");
            // Newest first, and read to a page on which nothing is new, so that one that is out of order is not missed.
            boolean allOld =
                    items.get().stream().allMatch(item -> item.addedAt().isBefore(since));
            if (!next.isString() || allOld) {
                return decided(found, reply);
            }
            if (page == PAGES) {
                return inconclusive("more videos since then than are looked through", reply);
            }
            query.put("pageToken", next.stringValue());
        }
    }

    private LookUp decided(List<String> found, Reply last) {
        return switch (found.size()) {
            case 0 -> new LookUp.Absent(last.exchange());
            case 1 -> new LookUp.Found(found.get(0), YouTubePages.video(settings, found.get(0)), last.exchange());
            default -> inconclusive(found.size() + " videos since then say the same", last);
        };
    }

    private record Item(String videoId, Instant addedAt, YouTubeFingerprint fingerprint) {}

    /** Empty where the answer is no listing, or has an item that cannot be read: it must not read as "absent". */
    private static Optional<List<Item>> items(Reply reply) {
        JsonNode json = reply.json();
        if (!reply.isDone() || !json.path("items").isArray()) {
            return Optional.empty();
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode item : json.path("items")) {
            JsonNode snippet = item.path("snippet");
            JsonNode id = item.path("contentDetails").path("videoId");
            try {
                if (!id.isString() || !snippet.path("title").isString()) {
                    return Optional.empty();
                }
                items.add(new Item(
                        id.stringValue(),
                        Instant.parse(snippet.path("publishedAt").asString("")),
                        new YouTubeFingerprint(
                                snippet.path("title").stringValue(),
                                snippet.path("description").asString(""))));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return Optional.of(items);
    }

    private Reply get(Submission submission, String operation, String what, Map<String, String> query) {
        return api.send(
                operation,
                WireRequest.get(
                        settings.api("/youtube/v3/" + what + "?" + Api.form(query)),
                        Api.bearer(submission.credentials().accessToken())));
    }

    private static LookUp.Undecided inconclusive(String why, Reply reply) {
        return new LookUp.Undecided(Codes.INCONCLUSIVE, why, null, reply.exchange());
    }
}
