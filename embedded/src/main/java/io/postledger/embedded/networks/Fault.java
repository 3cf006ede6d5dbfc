package io.postledger.embedded.networks;

import tools.jackson.databind.JsonNode;

/**
 * What shall go wrong, and where. Fields that are null match everything, or have the default named here.
 *
 * @param network {@code *} for every one (default {@code x})
 * @param times how many calls it strikes; 0 for all until it is deleted or ends (default 1; of a PARTIAL_OUTAGE 0)
 * @param skip how many matching calls go well first (default 0)
 * @param probability of striking a call that matches, 0 to 1, drawn by {@code seed} (default 1)
 * @param status of an ERROR (default 503)
 * @param delayMs of a TIMEOUT until the connection is reset (default 120,000), of a LATENCY and SLOW_BODY (default 1,000),
 *     of a DELAYED_VISIBILITY and MEDIA_SLOW (default 10,000); of a RATE_LIMITED until its reset (default 900,000)
 * @param forMs how long after it was asked for it ends by itself; 0 for never (default 0; of a PARTIAL_OUTAGE 10,000)
 * @param way in which a PARTIAL_OUTAGE strikes, another kind (default ERROR_BEFORE_COMMIT)
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
        long delayMs,
        long forMs,
        Kind way) {

    static final String EVERYWHERE = "*";
    private static final long USUAL_OUTAGE_MS = 10_000;

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
        /** Half of the body comes, then the connection is reset; what is resumable goes on from there. */
        CUT_BODY(0),
        MEDIA_SLOW(10_000),
        MEDIA_FAILS(0),
        /** Every call that matches fails, for a time. */
        PARTIAL_OUTAGE(0),
        /** At once, not at a call: the access tokens of the account end now. */
        EXPIRE_TOKENS(0),
        /** At once, not at a call: the account takes its consent back. */
        REVOKE_GRANT(0);

        final long usualDelayMs;

        Kind(long usualDelayMs) {
            this.usualDelayMs = usualDelayMs;
        }

        boolean isOfMedia() {
            return this == MEDIA_SLOW || this == MEDIA_FAILS;
        }

        boolean atOnce() {
            return this == EXPIRE_TOKENS || this == REVOKE_GRANT;
        }
    }

    /** @throws RuntimeException when a field is unknown or wrong: a typing error must not make a trial that tests nothing */
    static Fault of(JsonNode json) {
        Kind kind = Kind.valueOf(json.path("kind").asString(""));
        boolean outage = kind == Kind.PARTIAL_OUTAGE;
        Kind way = outage ? Kind.valueOf(json.path("way").asString(Kind.ERROR_BEFORE_COMMIT.name())) : kind;
        Fault usual = new Fault(
                "x",
                null,
                null,
                kind,
                outage ? 0 : 1,
                0,
                1.0,
                0,
                503,
                way.usualDelayMs,
                outage ? USUAL_OUTAGE_MS : 0,
                way);
        Fault fault = Json.patched(usual, json, Fault.class);
        if (fault.way != way || outage && (way.atOnce() || way == Kind.PARTIAL_OUTAGE)) {
            throw new IllegalArgumentException("no such way of a " + kind + ": " + fault.way);
        }
        return fault;
    }

    /** How it strikes a call. */
    Fault struck() {
        return new Fault(network, account, endpoint, way, times, skip, probability, seed, status, delayMs, forMs, way);
    }

    boolean matches(Target target, boolean beginsProcessing) {
        return (network.equals(EVERYWHERE) || network.equals(target.network()))
                && (beginsProcessing || !way.isOfMedia())
                && (account == null || account.equalsIgnoreCase(target.accountOrNull()))
                && (endpoint == null || endpoint.equals(target.endpoint()));
    }
}
