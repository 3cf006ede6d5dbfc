/** Processes: the one room with effects on the outside world. */
@NullMarked
package io.postledger.saga;

import org.jspecify.annotations.NullMarked;
