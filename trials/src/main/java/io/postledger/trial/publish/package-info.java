/** Publishing while everything is killed and every network misbehaves, and what came of each post. */
@NullMarked
package io.postledger.trial.publish;

import org.jspecify.annotations.NullMarked;
