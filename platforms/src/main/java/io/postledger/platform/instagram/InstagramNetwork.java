package io.postledger.platform.instagram;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/**
 * Instagram, Graph API with Facebook Login; its version stands in the addresses. Options: {@code profiles}, where people's
 * profiles are; {@code check-seconds}, how long to leave Instagram at its work on media before asking again.
 */
public final class InstagramNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.INSTAGRAM;
    }

    @Override
    public ContentRules rules() {
        return new InstagramRules();
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
        return new InstagramConnector(settings, wire, clock);
    }
}
