/** What happened, read from the log itself: histories, states that were, and who read them or took them out. */
@NullMarked
package io.postledger.api.history;

import org.jspecify.annotations.NullMarked;
