package io.postledger.trial.publish;

/**
 * A connected account of a simulated network.
 *
 * @param id the product's
 * @param externalId the network's
 */
record TrialAccount(String id, TrialNetwork network, String handle, String externalId) {}
