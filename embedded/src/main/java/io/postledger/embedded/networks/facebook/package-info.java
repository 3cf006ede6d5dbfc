/** A simulated Facebook: Pages, their posts, photos and videos, by the Graph API. */
package io.postledger.embedded.networks.facebook;
