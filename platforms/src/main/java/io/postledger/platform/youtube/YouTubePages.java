package io.postledger.platform.youtube;

import io.postledger.platform.NetworkSettings;
import java.net.URI;

/** Where people see what is on YouTube. */
final class YouTubePages {

    private static final String PAGES = "https://www.youtube.com";

    private YouTubePages() {}

    static URI video(NetworkSettings settings, String id) {
        return URI.create(settings.option("pages", PAGES) + "/watch?v=" + id);
    }
}
