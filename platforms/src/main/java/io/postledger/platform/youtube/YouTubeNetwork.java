package io.postledger.platform.youtube;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/** YouTube, Data API v3. Options: {@code pages} (where people watch), {@code chunkBytes} (of an upload). */
public final class YouTubeNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.YOUTUBE;
    }

    @Override
    public ContentRules rules() {
        return new YouTubeContentRules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of(
                "https://www.googleapis.com",
                "https://accounts.google.com/o/oauth2/v2/auth",
                "https://oauth2.googleapis.com/token");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        return new YouTubeConnector(settings, wire, clock);
    }
}
