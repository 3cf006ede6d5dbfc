package io.postledger.platform.tiktok;

import io.postledger.platform.NetworkSettings;
import io.postledger.platform.RemoteAccountRef;
import java.net.URI;

/** Where people see what is on TikTok. */
final class TikTokPages {

    private static final String PAGES = "https://www.tiktok.com";

    private TikTokPages() {}

    static URI post(NetworkSettings settings, RemoteAccountRef account, String kind, String id) {
        return URI.create(profile(settings, account) + "/" + kind + "/" + id);
    }

    static URI profile(NetworkSettings settings, RemoteAccountRef account) {
        return URI.create(settings.option("pages", PAGES) + "/@" + account.handle());
    }
}
