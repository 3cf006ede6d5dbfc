package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.SimulatedNetworks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Whether a call comes from the application that the networks know. */
public final class Client {

    private Client() {}

    /** HTTP Basic (RFC 6749, 2.3.1). */
    public static boolean isKnownByBasic(Call call) {
        String pair = SimulatedNetworks.CLIENT_ID + ":" + SimulatedNetworks.CLIENT_SECRET;
        String expected = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return call.header("Authorization").orElse("").equals("Basic " + expected);
    }

    /** By fields of a form or a query; {@code idField} is mostly {@code client_id}, {@code client_key} at TikTok. */
    public static boolean isKnownByFields(Map<String, String> fields, String idField, String secretField) {
        return SimulatedNetworks.CLIENT_ID.equals(fields.get(idField))
                && SimulatedNetworks.CLIENT_SECRET.equals(fields.get(secretField));
    }
}
