package io.postledger.platform.facebook;

import io.postledger.platform.NetworkSettings;
import java.net.URI;

/** Where videos are uploaded to, and where people see what is on a Page. */
final class FacebookPlaces {

    /** Says another place for videos. */
    static final String VIDEO_URI = "video-uri";

    private final NetworkSettings settings;
    private final String videos;

    FacebookPlaces(NetworkSettings settings) {
        this.settings = settings;
        // Meta has a host of its own for them; a simulation has not.
        String usual = settings.apiUri()
                .toString()
                .replaceFirst("^https://graph\\.facebook\\.com/", "https://graph-video.facebook.com/");
        this.videos = settings.option(VIDEO_URI, usual).replaceFirst("/$", "");
    }

    URI photos(String pageId) {
        return settings.api("/" + pageId + "/photos");
    }

    URI videos(String pageId) {
        return URI.create(videos + "/" + pageId + "/videos");
    }

    /** @param id as {@code PAGE_POST} */
    URI post(String id) {
        return settings.authorizeUri().resolve("../../" + id);
    }

    URI video(String pageId, String id) {
        return settings.authorizeUri().resolve("../../" + pageId + "/videos/" + id + "/");
    }
}
