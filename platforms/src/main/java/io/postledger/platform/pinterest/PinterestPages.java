package io.postledger.platform.pinterest;

import io.postledger.platform.NetworkSettings;
import java.net.URI;

/** Where people see what is on Pinterest. */
final class PinterestPages {

    private PinterestPages() {}

    static URI pin(NetworkSettings settings, String id) {
        return settings.authorizeUri().resolve("../pin/" + id + "/");
    }
}
