package io.postledger.platform.x;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Exchange;
import io.postledger.platform.Timeouts;
import io.postledger.platform.http.Wire;
import io.postledger.platform.http.WireRequest;
import io.postledger.platform.http.WireResult;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** X's way of asking: bearer or client authentication, forms, queries; and the redacted record of each call. */
final class XClient {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final XSettings settings;
    private final Wire wire;
    private final Clock clock;

    XClient(XSettings settings, Wire wire, Clock clock) {
        this.settings = settings;
        this.wire = wire;
        this.clock = clock;
    }

    Reply get(String operation, String path, Map<String, String> query, AccessToken token) {
        URI uri = settings.api(query.isEmpty() ? path : path + "?" + form(query));
        return send(operation, WireRequest.get(uri, bearer(token)), settings.timeouts());
    }

    Reply postJson(String operation, String path, String json, AccessToken token, Timeouts timeouts) {
        return send(operation, WireRequest.post(settings.api(path), bearer(token), JSON, json), timeouts);
    }

    /** As this application itself (HTTP Basic, RFC 6749 section 2.3.1). */
    Reply postFormAsClient(String operation, String path, Map<String, String> form) {
        String pair = encode(settings.clientId())
                + ":"
                + encode(settings.clientSecret().reveal());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of("Authorization", "Basic " + basic);
        return send(operation, WireRequest.post(settings.api(path), headers, FORM, form(form)), settings.timeouts());
    }

    /** The record of a call that was not made. */
    Exchange notMade(String operation, String why) {
        return new Exchange(operation, clock.instant(), 0, null, null, null, List.of(), null, why);
    }

    Instant now() {
        return clock.instant();
    }

    private Reply send(String operation, WireRequest request, Timeouts timeouts) {
        Instant at = clock.instant();
        WireResult result = wire.send(request, timeouts);
        return Reply.of(operation, at, result);
    }

    private static Map<String, String> bearer(AccessToken token) {
        return Map.of("Authorization", "Bearer " + token.reveal());
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Percent-encoding in which a space is %20, right in queries and forms alike. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
