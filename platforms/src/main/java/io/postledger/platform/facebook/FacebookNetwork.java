package io.postledger.platform.facebook;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/** Facebook Pages, Graph API; its version stands in the addresses. */
public final class FacebookNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public ContentRules rules() {
        return new FacebookRules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of(
                "https://graph.facebook.com/v25.0",
                "https://www.facebook.com/v25.0/dialog/oauth",
                "https://graph.facebook.com/v25.0/oauth/access_token");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        return new FacebookConnector(settings, wire, clock);
    }
}
