package io.postledger.platform.facebook;

import io.postledger.platform.Prepared;
import io.postledger.platform.rules.Content;
import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a post is known by: its text, which Facebook gives out as it was but for white space at its ends, its link, and the
 * ids of its photos, which nobody else's post has.
 *
 * @param link without a slash at its end; empty when there is none
 * @param photos those whose ids are known
 */
record FacebookFingerprint(String words, String link, int photoCount, List<String> photos) {

    /** Attached to a post that shares a link. */
    static final String FIELDS =
            "id,message,created_time,attachments{media_type,unshimmed_url,target,subattachments{media_type,target}}";

    /** How sure it is that a post is ours. */
    enum Match {
        SAME,
        /** It looks the same, as far as Facebook tells. */
        ALIKE,
        OTHER
    }

    static FacebookFingerprint of(Content content, Prepared prepared) {
        return new FacebookFingerprint(
                words(content.text()),
                canonical(content.option(FacebookRules.LINK).orElse("")),
                content.images().size(),
                FacebookPhotos.ids(prepared, content.images().size()));
    }

    Match match(JsonNode post) {
        if (!words.equals(words(post.path("message").asString("")))) {
            return Match.OTHER;
        }
        List<String> shown = photosOf(post);
        if (photoCount > 0) {
            if (photos.size() == photoCount && shown.containsAll(photos)) {
                return Match.SAME;
            }
            return shown.size() == photoCount ? Match.ALIKE : Match.OTHER;
        }
        if (!shown.isEmpty()) {
            return Match.OTHER;
        }
        if (link.isEmpty()) {
            return Match.SAME;
        }
        // Facebook shows the address that the linked page gives itself, which may be another one at the same place.
        String other = canonical(post.path("attachments")
                .path("data")
                .path(0)
                .path("unshimmed_url")
                .asString(""));
        if (link.equals(other)) {
            return Match.SAME;
        }
        return other.isEmpty() || host(link).equals(host(other)) ? Match.ALIKE : Match.OTHER;
    }

    /** Of photos and videos; what a shared link shows is neither. */
    private static List<String> photosOf(JsonNode post) {
        List<String> ids = new ArrayList<>();
        for (JsonNode attachment : post.path("attachments").path("data")) {
            JsonNode inner = attachment.path("subattachments").path("data");
            if (inner.isEmpty()) {
                add(attachment, ids);
            } else {
                inner.forEach(each -> add(each, ids));
            }
        }
        return ids;
    }

    private static void add(JsonNode attachment, List<String> ids) {
        if (attachment.path("media_type").asString("").matches("photo|video|album")) {
            ids.add(attachment.path("target").path("id").asString(""));
        }
    }

    private static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }

    private static String canonical(String url) {
        return url.replaceFirst("/$", "");
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url).getHost())
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("^www\\.", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
