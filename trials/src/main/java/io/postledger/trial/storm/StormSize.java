package io.postledger.trial.storm;

/**
 * How large the storm is.
 *
 * @param publications one a post, evenly over the accounts
 * @param clients who schedule at the same time
 */
record StormSize(int publications, int accounts, int clients) {}
