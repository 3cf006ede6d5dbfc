package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Answer;

/** The few pages that a browser sees. */
public final class Page {

    private Page() {}

    /** @param body in HTML; what comes from outside in it is escaped already */
    public static Answer of(int status, String title, String body) {
        return Answer.html(
                status,
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%1$s</title><h1>%1$s</h1>%2$s</html>"
                        .formatted(escape(title), body));
    }

    /** The page of a post. @param network for people */
    public static Answer post(String network, Post post, Account author, String counts) {
        return of(
                200,
                author.name() + " (@" + author.handle() + ") on " + network + " (simulated)",
                "<p style=\"white-space:pre-wrap\">%s</p>%s<p>%s</p><p><small>%s</small></p>"
                        .formatted(escape(post.text()), media(post), post.createdAt(), escape(counts)));
    }

    public static Answer notFound() {
        return of(404, "This page doesn't exist", "<p>Nothing to see here.</p>");
    }

    private static String media(Post post) {
        StringBuilder list = new StringBuilder();
        for (MediaFile file : post.media()) {
            list.append("<p><small>%s, %d bytes, %s</small></p>"
                    .formatted(escape(file.contentType()), file.bytes(), file.sha256()));
        }
        return list.toString();
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
