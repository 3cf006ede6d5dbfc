/** Trials of the running product, through the same doors as a user. */
@NullMarked
package io.postledger.trial;

import org.jspecify.annotations.NullMarked;
