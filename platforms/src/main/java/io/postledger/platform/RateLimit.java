package io.postledger.platform;

import java.time.Instant;

/**
 * What a network said about one of its limits.
 *
 * @param name the limit's name where a network has several, for example {@code 15min}, {@code app-24hour}
 * @param limit calls allowed in the window
 * @param remaining calls left in the window
 * @param resetsAt when the window begins anew, by the network's clock
 */
public record RateLimit(String name, long limit, long remaining, Instant resetsAt) {}
