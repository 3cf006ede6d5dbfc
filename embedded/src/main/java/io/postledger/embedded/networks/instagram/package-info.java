/** A simulated Instagram: professional accounts, containers and media, by the Graph API. */
package io.postledger.embedded.networks.instagram;
