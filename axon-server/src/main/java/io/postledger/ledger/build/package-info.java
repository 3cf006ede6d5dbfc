/** The ledger of this installation: its tree over the log, what it signs, where that is anchored, and what is had of it. */
@NullMarked
package io.postledger.ledger.build;

import org.jspecify.annotations.NullMarked;
