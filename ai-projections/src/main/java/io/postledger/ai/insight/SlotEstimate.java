package io.postledger.ai.insight;

/**
 * What is known of one hour of the week.
 *
 * @param slot 0 (Monday 00:00) to 167, in the zone that was asked for
 * @param expected engagement of a post's first 24 hours, not negative
 * @param standardError of {@code expected}, same unit
 * @param observations posts in this hour
 * @param effectiveObservations the same, with old and unripe ones counting less
 */
record SlotEstimate(int slot, double expected, double standardError, long observations, double effectiveObservations) {}
