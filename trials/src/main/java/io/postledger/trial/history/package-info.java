/** Histories as years of use would leave them, made by the aggregates' own decisions and loaded fast. */
@NullMarked
package io.postledger.trial.history;

import org.jspecify.annotations.NullMarked;
