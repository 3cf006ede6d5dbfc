package io.postledger.api.projection;

/**
 * What came of a retry.
 *
 * @param takenIn events that are no longer set aside
 * @param left letters that were asked for and are letters still: they failed again, stand behind one that did, or time was over
 * @param timeIsOver whether some of those were not tried
 */
public record LettersRetried(int takenIn, int left, boolean timeIsOver) {}
