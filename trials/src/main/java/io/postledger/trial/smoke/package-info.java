/** The whole job once, with a crash and a restart in the middle, and how fast it went. */
@NullMarked
package io.postledger.trial.smoke;

import org.jspecify.annotations.NullMarked;
