package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The few pages that a browser sees. */
final class XPages {

    private XPages() {}

    /** @param query of the authorization request, which each choice repeats */
    static Answer consent(Map<String, String> query, List<XAccount> accounts) {
        String again = query.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        StringBuilder choices = new StringBuilder();
        for (XAccount account : accounts) {
            choices.append("<li><a href=\"?%s\">%s (@%s)</a></li>\n"
                    .formatted(
                            escape(again + "&simulate_account=" + encode(account.handle())),
                            escape(account.name()),
                            escape(account.handle())));
        }
        return page(200, "Postledger wants to access an X account (simulated)", """
                <p>It will be able to: %s. Choose who you are:</p>
                <ul>
                %s</ul>
                <p><a href="?%s">Cancel</a></p>
                """.formatted(
                        escape(query.get("scope")), choices, escape(again + "&simulate_account=")));
    }

    static Answer refused(String why) {
        return page(
                400,
                "Something went wrong",
                "<p>You weren't able to give access to the App: %s.</p>".formatted(escape(why)));
    }

    static Answer tweet(XTweet tweet, XAccount author, ObjectNode metrics) {
        String counts = metrics.properties().stream()
                .map(e -> e.getValue().asString() + " " + e.getKey().replace("_count", "s"))
                .collect(Collectors.joining(" · "));
        return page(
                200,
                author.name() + " (@" + author.handle() + ") on X (simulated)",
                "<p style=\"white-space:pre-wrap\">%s</p><p>%s</p><p><small>%s</small></p>"
                        .formatted(escape(tweet.text()), tweet.createdAt(), escape(counts)));
    }

    static Answer notFound() {
        return page(404, "This page doesn't exist", "<p>Nothing to see here.</p>");
    }

    private static Answer page(int status, String title, String body) {
        return Answer.html(
                status,
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%1$s</title><h1>%1$s</h1>%2$s</html>"
                        .formatted(escape(title), body));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
