package io.postledger.trial.storm;

/** A connected account of the simulated X. */
record StormAccount(String id, String handle) {}
