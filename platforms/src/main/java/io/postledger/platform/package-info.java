/**
 * Social networks behind one interface: {@link io.postledger.platform.PlatformConnector}. What a network would refuse is
 * told without I/O by {@link io.postledger.platform.rules}. Nothing here is retried: whether a call may be repeated is
 * for the publishing process to decide, from an outcome that never claims to know more than was seen.
 */
package io.postledger.platform;
