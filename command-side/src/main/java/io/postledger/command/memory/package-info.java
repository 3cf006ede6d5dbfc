/** Aggregates kept in memory between commands, and the care that this takes. */
@NullMarked
package io.postledger.command.memory;

import org.jspecify.annotations.NullMarked;
