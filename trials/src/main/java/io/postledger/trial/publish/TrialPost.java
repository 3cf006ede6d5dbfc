package io.postledger.trial.publish;

import java.util.List;

/**
 * A post whose scheduling the product acknowledged.
 *
 * @param marker in its text, and in no other's
 */
record TrialPost(String id, String marker, List<TrialAccount> targets) {}
