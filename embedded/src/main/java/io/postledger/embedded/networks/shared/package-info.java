/**
 * What all simulated networks have: accounts, grants and the consent page, media, posts, rate windows, audiences. A
 * network's own package adds its endpoints, its words and its rules.
 */
package io.postledger.embedded.networks.shared;
