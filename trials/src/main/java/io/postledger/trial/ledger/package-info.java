/** Alters, removes and adds events by the thousand, in the store and in bundles, and asks whether each is found, and where. */
@NullMarked
package io.postledger.trial.ledger;

import org.jspecify.annotations.NullMarked;
