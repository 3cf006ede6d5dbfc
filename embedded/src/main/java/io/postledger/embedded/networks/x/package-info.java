/** A simulated X, API v2: OAuth 2 with PKCE, posts, timelines and their metrics. */
package io.postledger.embedded.networks.x;
