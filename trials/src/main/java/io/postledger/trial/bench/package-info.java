/** How fast the product is, as ratios to what its stores could do at best. */
@NullMarked
package io.postledger.trial.bench;

import org.jspecify.annotations.NullMarked;
