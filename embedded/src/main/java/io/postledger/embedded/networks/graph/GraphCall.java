package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Conditions;
import io.postledger.embedded.networks.Multipart;
import io.postledger.embedded.networks.shared.Bearer;
import io.postledger.embedded.networks.shared.Route;
import java.util.List;
import java.util.Map;

/**
 * A call of the Graph API by somebody who may make it.
 *
 * @param parts of the path that vary, in order
 * @param host that it came to, for addresses that lead back
 * @param filesOrNull null where the body has no parts
 */
public record GraphCall(
        Route route,
        List<String> parts,
        String host,
        Map<String, String> parameters,
        Multipart filesOrNull,
        Bearer bearer,
        Conditions conditions) {

    /** Empty when it is not there. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
