package io.postledger.trial.publish;

/** A connected account of a simulated network. */
record TrialAccount(String id, TrialNetwork network, String handle) {}
