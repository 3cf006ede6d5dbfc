/** Reads the counters of what was published, ever more rarely as it ages. */
@NullMarked
package io.postledger.saga.metrics;

import org.jspecify.annotations.NullMarked;
