/** Whether a person and a workspace that were erased are in no byte of what the product keeps. */
@NullMarked
package io.postledger.trial.forget;

import org.jspecify.annotations.NullMarked;
