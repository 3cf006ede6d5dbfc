package io.postledger.embedded.networks.shared;

/**
 * How a network's tokens live.
 *
 * @param accessSeconds life of an access token issued from now on; 0 for one that does not end by itself
 * @param refreshSeconds life of a refresh token issued from now on; 0 for one that does not end by itself
 * @param rotates whether each refresh spends the refresh token and gives another
 * @param spentRevokes whether a refresh token that is used twice ends the grant
 */
public record TokenPolicy(long accessSeconds, long refreshSeconds, boolean rotates, boolean spentRevokes) {}
