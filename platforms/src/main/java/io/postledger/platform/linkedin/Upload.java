package io.postledger.platform.linkedin;

import io.postledger.platform.Prepared;
import java.time.Instant;
import java.util.Optional;

/** How far the upload of one file has come, kept among the prepared parts under the file's own id. */
record Upload(String mediaId, Prepared prepared) {

    private static final String URN = ".urn";
    private static final String ADDRESS = ".address";
    private static final String UNTIL = ".until";
    private static final String SENT = ".sent";
    private static final String READY = ".ready";
    private static final String PARTS = ".parts";
    private static final String TOKEN = ".token";
    private static final String ETAGS = ".etags";

    private static final String[] ALL = {URN, ADDRESS, UNTIL, SENT, READY, PARTS, TOKEN, ETAGS};

    /** @param until when its addresses end */
    Upload begun(String urn, Instant until) {
        return with(URN, urn).with(UNTIL, Long.toString(until.toEpochMilli()));
    }

    /** As if it had never begun. */
    Upload forgotten() {
        Prepared rest = prepared;
        for (String part : ALL) {
            rest = rest.without(mediaId + part);
        }
        return new Upload(mediaId, rest);
    }

    Optional<String> urn() {
        return part(URN);
    }

    boolean isOver(Instant now) {
        return part(UNTIL).map(Long::parseLong).orElse(Long.MAX_VALUE) <= now.toEpochMilli();
    }

    Upload at(String address) {
        return with(ADDRESS, address);
    }

    String address() {
        return part(ADDRESS).orElse("");
    }

    /** Every byte is there. */
    Upload sent() {
        return with(SENT, "yes");
    }

    boolean isSent() {
        return part(SENT).isPresent();
    }

    Upload notSent() {
        return new Upload(mediaId, prepared.without(mediaId + SENT));
    }

    /** A post may use it. */
    Upload ready() {
        return with(READY, "yes");
    }

    boolean isReady() {
        return part(READY).isPresent();
    }

    Upload inParts(String parts, String token) {
        return with(PARTS, parts).with(TOKEN, token);
    }

    String parts() {
        return part(PARTS).orElse("[]");
    }

    String token() {
        return part(TOKEN).orElse("");
    }

    Upload withEtags(String etags) {
        return with(ETAGS, etags);
    }

    String etags() {
        return part(ETAGS).orElse("[]");
    }

    private Optional<String> part(String name) {
        return prepared.part(mediaId + name);
    }

    private Upload with(String name, String value) {
        return new Upload(mediaId, prepared.with(mediaId + name, value));
    }
}
