/** What the simulated Facebook and Instagram share of Meta's Graph API: login, tokens, errors, usage headers, batches. */
package io.postledger.embedded.networks.graph;
