package io.postledger.api.ledger;

import java.time.Instant;

/**
 * What the installation says of its log: so many events, and this is what they hash to.
 *
 * @param origin id of the installation
 * @param size events
 * @param root over them, in hexadecimal
 * @param position of the last of them in the log
 * @param time when it was signed, UTC
 * @param keyId of the key that signed
 * @param signature Ed25519, in hexadecimal
 */
public record TreeHeadView(
        String origin, long size, String root, long position, Instant time, String keyId, String signature) {}
