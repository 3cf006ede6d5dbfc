package io.postledger.embedded.networks.shared;

/**
 * A picture or video as it hangs on a post.
 *
 * @param id at the network
 * @param bytes how many
 * @param sha256 of the bytes, lower-case hexadecimal
 */
public record MediaFile(String id, String contentType, long bytes, String sha256) {}
