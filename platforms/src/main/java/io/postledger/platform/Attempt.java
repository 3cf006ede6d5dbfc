package io.postledger.platform;

import java.time.Instant;

/**
 * What is known of sending when its outcome has to be looked up.
 *
 * @param firstSentAt when the first attempt of this publication began, by our clock: what was posted before is not ours
 * @param lastSentAt when the newest attempt began
 */
public record Attempt(Instant firstSentAt, Instant lastSentAt) {}
