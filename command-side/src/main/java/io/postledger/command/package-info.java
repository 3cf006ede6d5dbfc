/** Decisions: each context's aggregate, the policies it decides by, and what is checked across aggregates. */
@NullMarked
package io.postledger.command;

import org.jspecify.annotations.NullMarked;
