package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.shared.Route;
import java.util.Set;

/** What of Pinterest is simulated; scopes and class of limit as its OpenAPI description has them. */
enum PinterestEndpoint {
    AUTHORIZE("authorize", "GET", "/oauth/", "", Set.of(), Set.of()),
    PAGE("web.pin", "GET", "/pin/([0-9]+)/?", "", Set.of(), Set.of()),
    UPLOAD("media.upload", "POST", "/media-upload/", "", Set.of(), Set.of()),
    TOKEN("oauth.token", "POST", "/v5/oauth/token", "", Set.of(), Set.of()),
    USER("user_account.get", "GET", "/v5/user_account", "org_read", Set.of("user_accounts:read"), Set.of()),
    BOARDS(
            "boards.list",
            "GET",
            "/v5/boards",
            "org_read",
            Set.of("boards:read"),
            Set.of("bookmark", "page_size", "privacy")),
    MEDIA_CREATE("media.create", "POST", "/v5/media", "org_write", Set.of("pins:read", "pins:write"), Set.of()),
    MEDIA_GET("media.get", "GET", "/v5/media/([0-9]+)", "org_read", Set.of("pins:read"), Set.of()),
    PIN_CREATE(
            "pins.create",
            "POST",
            "/v5/pins",
            "org_write",
            Set.of("boards:read", "boards:write", "pins:read", "pins:write"),
            Set.of()),
    PIN_GET(
            "pins.get",
            "GET",
            "/v5/pins/([0-9]+)",
            "org_read",
            Set.of("boards:read", "pins:read"),
            Set.of("pin_metrics")),
    BOARD_PINS(
            "boards.list_pins",
            "GET",
            "/v5/boards/([0-9]+)/pins",
            "org_read",
            Set.of("boards:read", "pins:read"),
            Set.of("bookmark", "page_size", "pin_metrics")),
    SECTION_PINS(
            "board_sections.list_pins",
            "GET",
            "/v5/boards/([0-9]+)/sections/([0-9]+)/pins",
            "org_read",
            Set.of("boards:read", "pins:read"),
            Set.of("bookmark", "page_size"));

    final Route route;
    final String category;

    PinterestEndpoint(
            String name, String method, String path, String category, Set<String> scopes, Set<String> parameters) {
        this.route = Route.of(name, method, path, scopes, parameters);
        this.category = category;
    }

    /** @return null when Pinterest has no such call */
    static PinterestEndpoint of(Call call) {
        for (PinterestEndpoint endpoint : values()) {
            if (endpoint.route.matches(call)) {
                return endpoint;
            }
        }
        return null;
    }

    static boolean knowsPath(Call call) {
        for (PinterestEndpoint endpoint : values()) {
            if (endpoint.route.isAt(call)) {
                return true;
            }
        }
        return false;
    }
}
