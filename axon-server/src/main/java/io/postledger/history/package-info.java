/** Reading what happened out of the log, for whoever may: shared by the rooms that answer about it. */
@NullMarked
package io.postledger.history;

import org.jspecify.annotations.NullMarked;
