package io.postledger.embedded.networks.facebook;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Multipart;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.graph.GraphCall;
import io.postledger.embedded.networks.graph.GraphErrors;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import io.postledger.embedded.networks.shared.Processing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Posts of text, links and photos. */
final class FacebookFeed {

    static final String LINK = "link";

    private static final int MAX_MESSAGE = 63_206;
    private static final long MAX_PHOTO = 4L * 1024 * 1024;
    private static final Set<String> PHOTO_TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final String PHOTO = "photo";

    private final Site site;
    private final MediaStore media;
    private final Posts posts;

    FacebookFeed(Site site, MediaStore media, Posts posts) {
        this.site = site;
        this.media = media;
        this.posts = posts;
    }

    Answer create(GraphCall call, FacebookOptions options) {
        String message = call.parameter("message");
        String link = call.parameter("link");
        if (!call.parameters().getOrDefault("published", "true").equals("true")) {
            return GraphErrors.invalid("This simulation publishes at once only");
        }
        if (message.length() > MAX_MESSAGE) {
            return GraphErrors.invalid("Param message must be no longer than " + MAX_MESSAGE + " characters");
        }
        if (!link.isEmpty() && !link.matches("https?://[^\\s/]+.*")) {
            return GraphErrors.error(
                    1609005, 0, "Invalid parameter", "Error Posting Link", "There was a problem scraping the link.");
        }
        List<MediaFile> photos = new ArrayList<>();
        for (int i = 0; call.parameters().containsKey("attached_media[" + i + "]"); i++) {
            Optional<MediaFile> photo = attached(call.parameter("attached_media[" + i + "]"), call, options);
            if (photo.isEmpty()) {
                return GraphErrors.invalid("attached_media[" + i + "] is no unpublished photo of this Page");
            }
            photos.add(photo.get());
        }
        if (message.isBlank() && link.isEmpty() && photos.isEmpty() || !link.isEmpty() && !photos.isEmpty()) {
            return GraphErrors.invalid("A post has a message, and a link or attached_media, or one of them");
        }
        Draft draft = new Draft(call.parts().get(0), message, photos, link.isEmpty() ? Map.of() : Map.of(LINK, link));
        return post(draft, options, call.conditions().hiddenFor())
                .map(post -> Answer.json(200, Json.object().put("id", post.id())))
                .orElseGet(FacebookFeed::duplicate);
    }

    /** @return empty when the Page posted the same within the window */
    private synchronized Optional<Post> post(Draft draft, FacebookOptions options, Duration hiddenFor) {
        boolean same = draft.media().isEmpty()
                && posts.same(draft, Duration.ofSeconds(options.duplicateWindowSeconds()))
                        .filter(post -> post.fields().equals(draft.fields()))
                        .isPresent();
        return same ? Optional.empty() : Optional.of(posts.post(draft, hiddenFor));
    }

    private Optional<MediaFile> attached(String json, GraphCall call, FacebookOptions options) {
        try {
            String id = Json.MAPPER.readTree(json).path("media_fbid").asString("");
            return media.find(id)
                    .filter(photo -> photo.accountId().equals(call.parts().get(0)))
                    .filter(photo -> PHOTO.equals(photo.fields().get("kind")))
                    .filter(photo -> photo.createdAt()
                            .plusSeconds(options.unusedSeconds())
                            .isAfter(site.now()))
                    .map(Media::fileOrNull);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** {@code published=false} is kept for a post to attach; otherwise it is a post itself. */
    Answer photo(GraphCall call) {
        Multipart.File file =
                call.filesOrNull() == null ? null : call.filesOrNull().files().get("source");
        if (file == null) {
            return GraphErrors.error(400, 324, 0, "(#324) Missing or invalid image file");
        }
        if (!PHOTO_TYPES.contains(file.contentType()) || file.length() > MAX_PHOTO) {
            return GraphErrors.error(
                    100,
                    1366046,
                    "Invalid parameter",
                    "Can't Read Files",
                    "Your photos couldn't be uploaded. Photos should be less than 4 MB and saved as JPG, PNG, GIF, TIFF,"
                            + " HEIF or WebP files.");
        }
        String page = call.parts().get(0);
        Media photo = media.begin(page, file.contentType(), file.length(), Map.of("kind", PHOTO));
        try (InputStream bytes = file.open()) {
            photo = media.whole(photo.id(), bytes, new Processing(Duration.ZERO, null));
        } catch (IOException e) {
            return GraphErrors.error(400, 324, 0, "(#324) Missing or invalid image file");
        }
        if (call.parameter("published").equals("false")) {
            return Answer.json(200, Json.object().put("id", photo.id()));
        }
        String text = call.parameters().getOrDefault("message", call.parameter("caption"));
        Draft draft = new Draft(page, text, List.of(photo.fileOrNull()), Map.of());
        Post post = posts.post(draft, call.conditions().hiddenFor());
        return Answer.json(200, Json.object().put("id", photo.id()).put("post_id", post.id()));
    }

    private static Answer duplicate() {
        return GraphErrors.error(
                506,
                1455006,
                "(#506) Duplicate status message",
                "Duplicate Status Update",
                "This status update is identical to the last one you posted. Try posting something different, or delete"
                        + " your previous update.");
    }
}
