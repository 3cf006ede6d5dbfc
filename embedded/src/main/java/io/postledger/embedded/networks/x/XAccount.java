package io.postledger.embedded.networks.x;

import io.postledger.embedded.networks.Json;
import tools.jackson.databind.node.ObjectNode;

/** @param followers what its posts' reach grows from */
record XAccount(String id, String handle, String name, long followers) {

    ObjectNode json() {
        return Json.object()
                .put("network", XNetwork.NAME)
                .put("id", id)
                .put("handle", handle)
                .put("name", name)
                .put("followers", followers);
    }
}
