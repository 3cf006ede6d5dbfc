package io.postledger.ai.insight;

/**
 * A publication as the estimator sees it.
 *
 * @param slot hour of the week, 0 to 167
 * @param weight what it counts, above 0 and at most 1
 */
record WeightedPost(int slot, double engagement, double weight) {}
