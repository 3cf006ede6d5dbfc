package io.postledger.platform.pinterest;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/** Pinterest, API v5. */
public final class PinterestNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.PINTEREST;
    }

    @Override
    public ContentRules rules() {
        return new PinterestContentRules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of(
                "https://api.pinterest.com",
                "https://www.pinterest.com/oauth/",
                "https://api.pinterest.com/v5/oauth/token");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        return new PinterestConnector(settings, wire, clock);
    }
}
