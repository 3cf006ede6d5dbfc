package io.postledger.platform.youtube;

import io.postledger.api.media.Attachment;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.rules.Content;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A post as YouTube's video resource: the text is the description, the title and the rest are options. */
final class YouTubeVideo {

    static final String TITLE = "title";
    static final String PRIVACY = "privacyStatus";
    static final String TAGS = "tags";
    static final String CATEGORY = "categoryId";
    static final String MADE_FOR_KIDS = "madeForKids";

    static final List<String> PRIVACIES = List.of("public", "unlisted", "private");

    private YouTubeVideo() {}

    /** The file; empty where the post does not have exactly one. */
    static Optional<Attachment> file(Content content) {
        List<Attachment> videos = content.videos();
        return videos.size() == 1 ? Optional.of(videos.get(0)) : Optional.empty();
    }

    static WireBody resource(Content content) {
        Map<String, Object> snippet = new LinkedHashMap<>();
        snippet.put("title", content.option(TITLE).orElse(""));
        snippet.put("description", content.text());
        List<String> tags = tags(content);
        if (!tags.isEmpty()) {
            snippet.put("tags", tags);
        }
        content.option(CATEGORY).ifPresent(id -> snippet.put("categoryId", id));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("privacyStatus", content.option(PRIVACY).orElse("public"));
        content.option(MADE_FOR_KIDS)
                .ifPresent(made -> status.put("selfDeclaredMadeForKids", Boolean.parseBoolean(made)));
        return Api.json(Map.of("snippet", snippet, "status", status));
    }

    /** They are written as one option, with commas between them. */
    static List<String> tags(Content content) {
        return content.option(TAGS).stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
