package io.postledger.platform.x;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/** X, API v2. */
public final class XNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.X;
    }

    @Override
    public ContentRules rules() {
        return new XContentRules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of(
                "https://api.x.com", "https://x.com/i/oauth2/authorize", "https://api.x.com/2/oauth2/token");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        return new XConnector(settings, wire, clock);
    }
}
