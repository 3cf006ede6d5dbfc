/** Erasing a person or a workspace: what is done, in which order, until it can be certified. */
@NullMarked
package io.postledger.saga.privacy;

import org.jspecify.annotations.NullMarked;
