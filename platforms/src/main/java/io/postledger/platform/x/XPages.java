package io.postledger.platform.x;

import io.postledger.platform.NetworkSettings;
import java.net.URI;

/** Where people see what is on X. */
final class XPages {

    private XPages() {}

    /** A post's page, which X redirects to the one under its author's handle. */
    static URI post(NetworkSettings settings, String id) {
        return settings.authorizeUri().resolve("../web/status/" + id);
    }
}
