/** What an aggregate with a long history is read from, instead of all of its events. */
@NullMarked
package io.postledger.command.snapshot;

import org.jspecify.annotations.NullMarked;
