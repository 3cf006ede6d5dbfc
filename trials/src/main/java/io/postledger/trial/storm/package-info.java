/** Ten thousand publications due at one moment, and how late each was. */
@NullMarked
package io.postledger.trial.storm;

import org.jspecify.annotations.NullMarked;
