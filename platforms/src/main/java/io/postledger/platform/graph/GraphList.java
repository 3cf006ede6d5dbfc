package io.postledger.platform.graph;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How the Graph API lists: {@code {"data":[…],"paging":{"cursors":{"after":"…"},"next":"…"}}}. */
public final class GraphList {

    /** As in {@code 2019-05-17T16:24:04+0000}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

    private GraphList() {}

    /** Where the next list begins; empty when this was the last. {@code next} itself is not followed: it holds the token. */
    public static Optional<String> next(JsonNode list) {
        JsonNode paging = list.path("paging");
        return paging.path("next").isString()
                ? Optional.of(paging.path("cursors").path("after").asString(""))
                : Optional.empty();
    }

    /** Empty when it cannot be read. */
    public static Optional<Instant> time(JsonNode time) {
        try {
            return Optional.of(OffsetDateTime.parse(time.asString(""), TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
