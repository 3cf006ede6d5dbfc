package io.postledger.embedded.networks.x;

import com.twitter.twittertext.Extractor;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Post;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A post as X gives it out. */
record XTweet(Post post) {

    private record Link(String shown, String written) {}

    /** The text as X gives it out: URLs behind t.co, markup characters escaped. */
    String shownText() {
        String text = post.text();
        StringBuilder shown = new StringBuilder();
        int from = 0;
        int n = 0;
        for (Extractor.Entity url : new Extractor().extractURLsWithIndices(text)) {
            shown.append(escape(text.substring(from, url.getStart()))).append(tco(n++));
            from = url.getEnd();
        }
        return shown.append(escape(text.substring(from))).toString();
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
        if (fields.contains("entities") && !links().isEmpty()) {
            ArrayNode urls = json.putObject("entities").putArray("urls");
            links().forEach(link -> urls.addObject()
                    .put("url", link.shown())
                    .put("expanded_url", link.written())
                    .put("display_url", link.written().replaceFirst("^https?://", "")));
        }
        if (fields.contains("public_metrics")) {
            json.set("public_metrics", metrics);
        }
        return json;
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Extractor.Entity url : new Extractor().extractURLsWithIndices(post.text())) {
            String written = url.getValue();
            links.add(new Link(tco(links.size()), written.matches("(?i)https?://.*") ? written : "http://" + written));
        }
        return links;
    }

    private String tco(int n) {
        return "https://t.co/" + Long.toString(post.number() + n, 36).substring(2);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
