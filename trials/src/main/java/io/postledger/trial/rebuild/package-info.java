/** Builds projections again, on a whole installation, whatever goes wrong meanwhile, and holds that nobody notices. */
@NullMarked
package io.postledger.trial.rebuild;

import org.jspecify.annotations.NullMarked;
