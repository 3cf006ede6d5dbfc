package io.postledger.query.post;

import io.postledger.api.media.Attachment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Media and options as they stand in a post's document. Documents from before there were any have neither. */
final class ContentDocuments {
    private static final String MEDIA = "media";
    private static final String OPTIONS = "options";

    private ContentDocuments() {}

    static void putMedia(Document post, List<Attachment> media) {
        post.put(MEDIA, media.stream().map(ContentDocuments::document).toList());
    }

    private static Document document(Attachment attachment) {
        return new Document("mediaId", attachment.mediaId())
                .append("contentType", attachment.contentType())
                .append("bytes", attachment.bytes())
                .append("sha256", attachment.sha256())
                .append("width", attachment.width())
                .append("height", attachment.height())
                .append("durationMillis", attachment.durationMillis())
                .append("altText", attachment.altText());
    }

    static List<Attachment> media(Document post) {
        return post.getList(MEDIA, Document.class, List.of()).stream()
                .map(ContentDocuments::attachment)
                .toList();
    }

    private static Attachment attachment(Document found) {
        return new Attachment(
                found.getString("mediaId"),
                found.getString("contentType"),
                found.getLong("bytes"),
                found.getString("sha256"),
                found.getInteger("width"),
                found.getInteger("height"),
                found.getLong("durationMillis"),
                found.getString("altText"));
    }

    /** As pairs: a name could be one that MongoDB does not take for a field's. */
    static void putOptions(Document target, Map<String, String> options) {
        target.put(
                OPTIONS,
                options.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(option -> new Document("name", option.getKey()).append("value", option.getValue()))
                        .toList());
    }

    static Map<String, String> options(Document target) {
        Map<String, String> options = new LinkedHashMap<>();
        target.getList(OPTIONS, Document.class, List.of())
                .forEach(option -> options.put(option.getString("name"), option.getString("value")));
        return options;
    }
}
