package io.postledger.embedded.networks.x;

import com.twitter.twittertext.Extractor;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.Post;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A post as X gives it out. */
record XTweet(Post post, Account author) {

    private record Link(String shown, String written) {}

    /** The text as X gives it out: URLs behind t.co, markup characters escaped. */
    String shownText() {
        String text = post.text();
        StringBuilder shown = new StringBuilder();
        int from = 0;
        int n = 0;
        for (Extractor.Entity url : XTexts.urls(text)) {
            shown.append(escape(text.substring(from, url.getStart()))).append(tco(n++));
            from = url.getEnd();
        }
        shown.append(escape(text.substring(from)));
        if (!post.media().isEmpty()) {
            shown.append(shown.isEmpty() ? "" : " ").append(tco(n));
        }
        return shown.toString();
    }

    /** @param fields as {@code tweet.fields} asked for them */
    ObjectNode json(Set<String> fields, ObjectNode metrics) {
        ObjectNode json = Json.object().put("id", post.id()).put("text", shownText());
        json.putArray("edit_history_tweet_ids").add(post.id());
        if (fields.contains("created_at")) {
            // X tells whole seconds, with three zeros after them.
            String seconds = post.createdAt().truncatedTo(ChronoUnit.SECONDS).toString();
            json.put("created_at", seconds.replace("Z", ".000Z"));
        }
        if (fields.contains("author_id")) {
            json.put("author_id", post.accountId());
        }
        List<Link> links = fields.contains("entities") ? links() : List.of();
        if (fields.contains("entities") && links.size() + post.media().size() > 0) {
            ArrayNode urls = json.putObject("entities").putArray("urls");
            links.forEach(link -> urls.addObject()
                    .put("url", link.shown())
                    .put("expanded_url", link.written())
                    .put("display_url", link.written().replaceFirst("^https?://", "")));
            for (int i = 0; i < post.media().size(); i++) {
                urls.addObject()
                        .put("url", tco(links.size()))
                        .put("expanded_url", mediaPage(i))
                        .put("display_url", "pic.x.com/" + tco(links.size()).substring("https://t.co/".length()))
                        .put("media_key", key(post.media().get(i)));
            }
        }
        if (fields.contains("attachments") && !post.media().isEmpty()) {
            ArrayNode keys = json.putObject("attachments").putArray("media_keys");
            post.media().forEach(file -> keys.add(key(file)));
        }
        if (fields.contains("public_metrics")) {
            json.set("public_metrics", metrics);
        }
        return json;
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Extractor.Entity url : XTexts.urls(post.text())) {
            String written = url.getValue();
            links.add(new Link(tco(links.size()), written.matches("(?i)https?://.*") ? written : "http://" + written));
        }
        return links;
    }

    private String mediaPage(int i) {
        String kind = post.media().get(i).contentType().startsWith("video/") ? "video" : "photo";
        return "https://x.com/" + author.handle() + "/status/" + post.id() + "/" + kind + "/" + (i + 1);
    }

    private static String key(MediaFile file) {
        return XMediaCategory.of(file.contentType()).key(file.id());
    }

    private String tco(int n) {
        return "https://t.co/" + Long.toString(post.number() + n, 36).substring(2);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
