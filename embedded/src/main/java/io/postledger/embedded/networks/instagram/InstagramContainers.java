package io.postledger.embedded.networks.instagram;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.Site;
import io.postledger.embedded.networks.graph.GraphCall;
import io.postledger.embedded.networks.graph.GraphErrors;
import io.postledger.embedded.networks.shared.Draft;
import io.postledger.embedded.networks.shared.Fetched;
import io.postledger.embedded.networks.shared.Fetcher;
import io.postledger.embedded.networks.shared.Media;
import io.postledger.embedded.networks.shared.Media.State;
import io.postledger.embedded.networks.shared.MediaFile;
import io.postledger.embedded.networks.shared.MediaStore;
import io.postledger.embedded.networks.shared.Post;
import io.postledger.embedded.networks.shared.Posts;
import io.postledger.embedded.networks.shared.Processing;
import io.postledger.embedded.networks.shared.UploadPosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Containers: each is fetched from the address that the call names, worked on, and published once at most.
 */
final class InstagramContainers {

    static final Set<String> FIELDS = Set.of("id", "status_code", "status");

    private static final String TYPE = "media_type";
    private static final String CAPTION = "caption";
    private static final String ITEM = "is_carousel_item";
    private static final String CHILDREN = "children";

    private static final int MAX_CAPTION = 2_200;
    private static final int MAX_ITEMS = 10;
    private static final long MAX_IMAGE = 8L * 1024 * 1024;
    private static final long MAX_VIDEO = 300L * 1024 * 1024;
    private static final String FAILURE = "Error: Media upload has failed with error code 2207026";

    private final Site site;
    private final MediaStore media;
    private final Posts posts;
    private final UploadPosts uploadPosts;

    InstagramContainers(Site site, MediaStore media, Posts posts) {
        this.site = site;
        this.media = media;
        this.posts = posts;
        this.uploadPosts = new UploadPosts(posts);
    }

    Answer create(GraphCall call, InstagramOptions options) {
        String caption = call.parameter(CAPTION);
        if (caption.length() > MAX_CAPTION) {
            return GraphErrors.error(
                    100,
                    2207010,
                    "The caption was too long.",
                    "Caption too long",
                    "The caption was " + caption.length()
                            + " characters long. It needs to be no more than 2,200 characters long.");
        }
        boolean image = call.parameters().containsKey("image_url");
        boolean video = call.parameters().containsKey("video_url");
        String type = call.parameter(TYPE);
        if (type.equals("CAROUSEL")) {
            return image || video ? unknownType(type) : carousel(call, options);
        }
        boolean item = call.parameter(ITEM).equals("true");
        boolean right = image && !video && type.isEmpty() || video && !image && type.equals(item ? "VIDEO" : "REELS");
        return right ? single(call, image, item, options) : unknownType(type);
    }

    private Answer single(GraphCall call, boolean image, boolean item, InstagramOptions options) {
        String address = call.parameter(image ? "image_url" : "video_url");
        Fetched fetched = Fetcher.fetch(address, image ? MAX_IMAGE : MAX_VIDEO);
        // A picture is looked at before the container is there, a video only after.
        if (image && fetched.fileOrNull() == null) {
            return "too large".equals(fetched.failureOrNull())
                    ? GraphErrors.error(
                            36000,
                            2207004,
                            "The image size is too large.",
                            "Image size too large",
                            "The image is too large to download. It should be less than 8 MiB.")
                    : GraphErrors.error(
                            9004,
                            2207052,
                            "Only photo or video can be accepted as media type.",
                            "Media download has failed",
                            "The media could not be fetched from this URI.");
        }
        if (image && !fetched.fileOrNull().contentType().equals("image/jpeg")) {
            return GraphErrors.error(
                    36001, 2207005, "The image format is not supported.", "Unsupported format", "Use JPEG.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(TYPE, image ? "IMAGE" : "VIDEO");
        fields.put(CAPTION, call.parameter(CAPTION));
        fields.put(ITEM, String.valueOf(item));
        Duration takes = Duration.ofMillis(image ? options.imageMillis() : options.videoMillis());
        Media container = media.begin(call.parts().get(0), image ? "image/jpeg" : "video/mp4", 0, fields);
        Fetched known = fetched.fileOrNull() == null
                ? new Fetched(null, "Error: Media download has failed with error code 2207052")
                : fetched;
        return created(media.fetched(container.id(), known, Processing.of(takes, FAILURE, call.conditions())));
    }

    private Answer carousel(GraphCall call, InstagramOptions options) {
        List<String> children = List.of(call.parameter(CHILDREN).split(","));
        boolean right = children.size() >= 2
                && children.size() <= MAX_ITEMS
                && children.stream().allMatch(id -> isItem(id, call.parts().get(0), options));
        if (!right) {
            return GraphErrors.error(
                    100,
                    2207028,
                    "Invalid parameter",
                    "Carousel Validation Failed",
                    "Your post won't work as a carousel.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(TYPE, "CAROUSEL_ALBUM");
        fields.put(CAPTION, call.parameter(CAPTION));
        fields.put(CHILDREN, call.parameter(CHILDREN));
        Media container = media.begin(call.parts().get(0), "", 0, fields);
        Duration takes = Duration.ofMillis(options.imageMillis());
        Fetched nothing = new Fetched(null, null);
        return created(media.fetched(container.id(), nothing, Processing.of(takes, FAILURE, call.conditions())));
    }

    private boolean isItem(String id, String accountId, InstagramOptions options) {
        return media.find(id)
                .filter(child -> child.accountId().equals(accountId))
                .filter(child -> "true".equals(child.fields().get(ITEM)))
                .filter(child -> status(child, options).equals("FINISHED"))
                .isPresent();
    }

    synchronized Answer publish(GraphCall call, String accountId, InstagramOptions options) {
        Optional<Media> found = media.find(call.parameter("creation_id"))
                .filter(container -> container.accountId().equals(accountId))
                .filter(container -> !"true".equals(container.fields().get(ITEM)));
        if (found.isEmpty()) {
            return notFound();
        }
        Media container = found.get();
        switch (status(container, options)) {
            case "FINISHED" -> {}
            case "IN_PROGRESS" -> {
                return GraphErrors.error(
                        9007,
                        2207027,
                        "Media ID is not available",
                        "Media not ready",
                        "The media is not ready to be published. Please wait a moment.");
            }
            case "EXPIRED" -> {
                return GraphErrors.error(
                        -2,
                        2207020,
                        "Media expired",
                        "Media expired",
                        "The media you are trying to access has expired. Please try to upload again.");
            }
            default -> {
                return notFound();
            }
        }
        Map<String, String> fields = Map.of(TYPE, container.fields().get(TYPE));
        Draft draft = new Draft(accountId, container.fields().get(CAPTION), files(container), fields);
        Post post = uploadPosts.postOf(container.id(), draft, call.conditions().hiddenFor());
        return Answer.json(200, Json.object().put("id", post.id()));
    }

    private List<MediaFile> files(Media container) {
        String children = container.fields().get(CHILDREN);
        if (children == null) {
            return List.of(container.fileOrNull());
        }
        List<MediaFile> files = new ArrayList<>();
        for (String child : children.split(",")) {
            files.add(media.find(child).orElseThrow().fileOrNull());
        }
        return files;
    }

    Answer read(Media container, InstagramOptions options) {
        String code = status(container, options);
        String words = code.equals("ERROR") ? container.failureOrNull() : "";
        return Answer.json(
                200,
                Json.object().put("id", container.id()).put("status_code", code).put("status", words));
    }

    private String status(Media container, InstagramOptions options) {
        if (isPublished(container)) {
            return "PUBLISHED";
        }
        if (!container.createdAt().plusSeconds(options.containerSeconds()).isAfter(site.now())) {
            return "EXPIRED";
        }
        State state = container.state(site.now());
        return switch (state) {
            case UPLOADING, PROCESSING -> "IN_PROGRESS";
            case FAILED -> "ERROR";
            case READY -> "FINISHED";
        };
    }

    private boolean isPublished(Media container) {
        return posts.withField(container.accountId(), UploadPosts.UPLOAD, container.id())
                .isPresent();
    }

    private static Answer created(Media container) {
        return Answer.json(200, Json.object().put("id", container.id()));
    }

    private static Answer unknownType(String type) {
        return GraphErrors.error(
                100,
                2207023,
                "The media type " + type + " is unknown.",
                "Unknown media type",
                "Give image_url alone, video_url with REELS (VIDEO in a carousel), or CAROUSEL with children.");
    }

    private static Answer notFound() {
        return GraphErrors.error(
                24,
                2207006,
                "The requested resource does not exist",
                "Media not found",
                "The media with this ID cannot be found.");
    }
}
