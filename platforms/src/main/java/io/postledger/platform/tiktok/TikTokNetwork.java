package io.postledger.platform.tiktok;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/** TikTok, Content Posting API. Options: {@code pages} (where people watch), {@code chunkBytes} (of an upload). */
public final class TikTokNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.TIKTOK;
    }

    @Override
    public ContentRules rules() {
        return new TikTokContentRules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of(
                "https://open.tiktokapis.com",
                "https://www.tiktok.com/v2/auth/authorize/",
                "https://open.tiktokapis.com/v2/oauth/token/");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        return new TikTokConnector(settings, wire, clock);
    }
}
