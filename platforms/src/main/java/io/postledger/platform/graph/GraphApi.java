package io.postledger.platform.graph;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Exchange;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.Wire;
import io.postledger.platform.http.WireBody;
import io.postledger.platform.http.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls of the Graph API with an account's or user's token, each once. */
public final class GraphApi {

    /** What a call that publishes is given at least. */
    private static final Duration SENDING = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final Api api;

    public GraphApi(NetworkSettings settings, Wire wire, Clock clock, GraphDialect dialect) {
        this.settings = settings;
        this.api = new Api(wire, clock, settings.timeouts(), dialect);
    }

    public Instant now() {
        return api.now();
    }

    /**
     * Whether enough is left for sending. Preparing and sending share one time limit: what got ready late is better sent in
     * a run of its own than with an outcome that nobody waits for.
     */
    public boolean leavesTimeToSend(Instant deadline) {
        return now().plus(SENDING).isBefore(deadline);
    }

    /** The record of a call that was not made, or did not have to be. */
    public Exchange notMade(String operation, String why) {
        return api.notMade(operation, why);
    }

    /** @param path below the versioned base, beginning with "/" */
    public Reply get(String operation, String path, Map<String, String> query, AccessToken token) {
        return api.send(operation, get(path, query, token));
    }

    public Reply get(String operation, String path, Map<String, String> query, AccessToken token, Instant deadline) {
        return api.send(operation, get(path, query, token), deadline);
    }

    public Reply post(String operation, String path, Map<String, String> form, AccessToken token, Instant deadline) {
        return api.send(operation, post(settings.api(path), Api.formBody(form), token), deadline);
    }

    public Reply post(String operation, String path, Map<String, String> form, AccessToken token) {
        return api.send(operation, post(settings.api(path), Api.formBody(form), token));
    }

    /** A body that takes its time: bounded by the deadline rather than by the usual limit. */
    public Reply upload(String operation, URI uri, WireBody body, AccessToken token, Instant deadline) {
        return api.upload(operation, post(uri, body, token), deadline);
    }

    /** As the application itself: no token, but its secret among the query's values. */
    Reply asClient(String operation, Map<String, String> query) {
        return api.send(operation, WireRequest.get(URI.create(settings.tokenUri() + "?" + Api.form(query)), Map.of()));
    }

    private WireRequest get(String path, Map<String, String> query, AccessToken token) {
        Map<String, String> whole = new LinkedHashMap<>(query);
        whole.put("appsecret_proof", proof(token));
        return WireRequest.get(settings.api(path + "?" + Api.form(whole)), Api.bearer(token));
    }

    private WireRequest post(URI uri, WireBody body, AccessToken token) {
        URI proven = URI.create(uri + "?appsecret_proof=" + proof(token));
        return WireRequest.post(proven, Api.bearer(token), body);
    }

    /** That the caller knows the application's secret, so that a stolen token alone is worth nothing. */
    private String proof(AccessToken token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = settings.clientSecret().reveal().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
