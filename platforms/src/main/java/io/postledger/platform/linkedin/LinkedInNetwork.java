package io.postledger.platform.linkedin;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.ContentRules;
import java.time.Clock;

/** LinkedIn: members and the pages that they administer. */
public final class LinkedInNetwork implements Network {

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public ContentRules rules() {
        return new LinkedInContentRules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of(
                "https://api.linkedin.com",
                "https://www.linkedin.com/oauth/v2/authorization",
                "https://www.linkedin.com/oauth/v2/accessToken");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        return new LinkedInConnector(settings, wire, clock);
    }
}
