package io.postledger.platform.linkedin;

import io.postledger.platform.NetworkSettings;
import java.net.URI;

/** Where people see what is on LinkedIn. */
final class LinkedInPages {

    private LinkedInPages() {}

    static URI post(NetworkSettings settings, String urn) {
        return settings.authorizeUri().resolve("../../feed/update/" + urn + "/");
    }
}
