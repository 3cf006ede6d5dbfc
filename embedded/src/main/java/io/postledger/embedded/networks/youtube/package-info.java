/** A simulated YouTube, Data API v3: Google's OAuth, resumable uploads, the list of uploads, statistics, and daily quotas. */
package io.postledger.embedded.networks.youtube;
