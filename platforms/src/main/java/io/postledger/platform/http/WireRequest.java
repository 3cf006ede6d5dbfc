package io.postledger.platform.http;

import java.net.URI;
import java.util.Map;

/**
 * A request as it goes out. Its headers, query and body may hold secrets, so its text shows none of them.
 *
 * @param bodyOrNull null when there is none
 */
public record WireRequest(String method, URI uri, Map<String, String> headers, WireBody bodyOrNull) {

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    public static WireRequest get(URI uri, Map<String, String> headers) {
        return new WireRequest("GET", uri, headers, null);
    }

    public static WireRequest post(URI uri, Map<String, String> headers, WireBody body) {
        return new WireRequest("POST", uri, headers, body);
    }

    public static WireRequest put(URI uri, Map<String, String> headers, WireBody body) {
        return new WireRequest("PUT", uri, headers, body);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
