/** The networks' limits, as budgets that all nodes share. */
@NullMarked
package io.postledger.saga.budget;

import org.jspecify.annotations.NullMarked;
