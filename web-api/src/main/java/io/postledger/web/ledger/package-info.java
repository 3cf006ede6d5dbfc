/** The ledger over HTTP. */
@NullMarked
package io.postledger.web.ledger;

import org.jspecify.annotations.NullMarked;
