package io.postledger.platform.http;

import io.postledger.platform.RateLimit;
import io.postledger.platform.http.WireResult.Answered;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How one network words its answers. */
public interface Dialect {

    /** The error that it describes; {@link ApiError#NONE} where it describes none. */
    ApiError error(Answered answered, JsonNode json);

    /** What it proves about the request. No default may fall on the side of "not done". */
    Judgement judge(Answered answered, JsonNode json, ApiError error);

    /** What its headers (or body) say about limits; what cannot be read says nothing. @param at when the call began */
    List<RateLimit> rateLimits(Answered answered, JsonNode json, Instant at);

    /** When a call that was not taken may be made again; null where that is not said. */
    Instant retryAt(Answered answered, JsonNode json, List<RateLimit> limits, Instant at);

    /** The network's id of the call; null where it gives none. */
    String requestId(Answered answered, JsonNode json);
}
