/** What proves that no stored event was altered, removed or added since: see {@code docs/ledger.md}. */
@NullMarked
package io.postledger.api.ledger;

import org.jspecify.annotations.NullMarked;
