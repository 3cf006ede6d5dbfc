package io.postledger.trial.smoke;

/** A connected account of the simulated X. */
record SmokeAccount(String id, String handle) {}
