package io.postledger.trial.smoke;

import java.time.Instant;
import java.util.List;

/** A post of the trial, and when it was to go out (UTC). */
record SmokePost(String id, String text, List<SmokeAccount> targets, Instant due) {}
