/**
 * The ledger: what proves that no stored event was altered, removed or added since. {@code docs/ledger.md} says every byte of it;
 * nothing here knows a store or a framework, so that a verifier runs anywhere.
 */
@NullMarked
package io.postledger.ledger;

import org.jspecify.annotations.NullMarked;
