package io.postledger.api.media;

import java.util.Optional;

/**
 * Addresses under which anybody can fetch one picture or video for a while, as networks do that fetch media by themselves.
 * What they may fetch and until when is signed, and stands in the address alone.
 */
public interface MediaLinks {
    /** Path of the product that leads to these bytes from now on, for at least an hour. */
    String path(String mediaId, String sha256);

    /** The hash of the bytes that a path's token is for; empty where it is not ours, for another id, or has run out. */
    Optional<String> sha256(String mediaId, String token);
}
