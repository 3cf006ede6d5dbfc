package io.postledger.embedded.networks;

import tools.jackson.databind.JsonNode;

/**
 * What shall go wrong, and where. Fields that are null match everything, or have the default named here.
 *
 * @param times how many calls it strikes; 0 for all until it is deleted (default 1)
 * @param skip how many matching calls go well first (default 0)
 * @param probability of striking a call that matches, 0 to 1, drawn by {@code seed} (default 1)
 * @param status of an ERROR (default 503)
 * @param delayMs of a TIMEOUT until the connection is reset (default 120,000), of a LATENCY and SLOW_BODY (default 1,000),
 *     of a DELAYED_VISIBILITY (default 10,000); of a RATE_LIMITED until its reset (default 900,000)
 */
record Fault(
        String network,
        String account,
        String endpoint,
        Kind kind,
        int times,
        int skip,
        double probability,
        long seed,
        int status,
        long delayMs) {

    enum Kind {
        ERROR_BEFORE_COMMIT(0),
        ERROR_AFTER_COMMIT(0),
        TIMEOUT_BEFORE_COMMIT(120_000),
        TIMEOUT_AFTER_COMMIT(120_000),
        RESET_BEFORE_COMMIT(0),
        RESET_AFTER_COMMIT(0),
        RATE_LIMITED(900_000),
        LATENCY(1_000),
        SLOW_BODY(1_000),
        GARBLED_ANSWER(0),
        DELAYED_VISIBILITY(10_000),
        /** At once, not at a call: the access tokens of the account end now. */
        EXPIRE_TOKENS(0),
        /** At once, not at a call: the account takes its consent back. */
        REVOKE_GRANT(0);

        final long usualDelayMs;

        Kind(long usualDelayMs) {
            this.usualDelayMs = usualDelayMs;
        }

        boolean atOnce() {
            return this == EXPIRE_TOKENS || this == REVOKE_GRANT;
        }
    }

    /** @throws RuntimeException when a field is unknown or wrong: a typing error must not make a trial that tests nothing */
    static Fault of(JsonNode json) {
        Kind kind = Kind.valueOf(json.path("kind").asString(""));
        Fault usual = new Fault("x", null, null, kind, 1, 0, 1.0, 0, 503, kind.usualDelayMs);
        return Json.patched(usual, json, Fault.class);
    }

    boolean matches(Target target) {
        return network.equals(target.network())
                && (account == null || account.equalsIgnoreCase(target.accountOrNull()))
                && (endpoint == null || endpoint.equals(target.endpoint()));
    }
}
