package io.postledger.platform.linkedin;

import io.postledger.platform.AccessToken;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.http.WireRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls of LinkedIn's versioned API: each says which version it means. */
final class LinkedInCalls {

    /** The newest when this was written. LinkedIn keeps a version alive for a year: the option {@code apiVersion} moves on. */
    static final String USUAL_VERSION = "202609";

    private static final String RESTLI = "X-Restli-Protocol-Version";
    private static final String LINKEDIN = ".linkedin.com";

    private final NetworkSettings settings;
    private final Api api;

    LinkedInCalls(NetworkSettings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    Reply get(String operation, String pathAndQuery, AccessToken token) {
        return api.send(operation, WireRequest.get(settings.api(pathAndQuery), headers(token)));
    }

    Reply get(String operation, String pathAndQuery, AccessToken token, Instant deadline) {
        return api.send(operation, WireRequest.get(settings.api(pathAndQuery), headers(token)), deadline);
    }

    /** A Rest.li finder: a GET that says so. */
    Reply find(String operation, String pathAndQuery, AccessToken token) {
        Map<String, String> headers = headers(token);
        headers.put("X-RestLi-Method", "FINDER");
        return api.send(operation, WireRequest.get(settings.api(pathAndQuery), headers));
    }

    Reply post(String operation, String pathAndQuery, AccessToken token, Object body, Instant deadline) {
        return api.send(
                operation, WireRequest.post(settings.api(pathAndQuery), headers(token), Api.json(body)), deadline);
    }

    private Map<String, String> headers(AccessToken token) {
        Map<String, String> headers = new HashMap<>(Api.bearer(token));
        headers.put("LinkedIn-Version", settings.option("apiVersion", USUAL_VERSION));
        headers.put(RESTLI, "2.0.0");
        return headers;
    }

    /** {@code List(a,b)} as Rest.li 2.0 writes it: what is in it is percent-encoded, the list itself is not. */
    static String list(Collection<String> values) {
        return values.stream().map(Api::encode).collect(Collectors.joining(",", "List(", ")"));
    }

    /** An address that LinkedIn handed out for uploading; empty where it is none that our token may be shown to. */
    Optional<URI> uploadAddress(String address) {
        try {
            URI uri = URI.create(address);
            boolean ours =
                    String.valueOf(uri.getAuthority()).equals(settings.apiUri().getAuthority());
            boolean linkedIns = "https".equals(uri.getScheme())
                    && String.valueOf(uri.getHost()).endsWith(LINKEDIN);
            return ours || linkedIns ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
