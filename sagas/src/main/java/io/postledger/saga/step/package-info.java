/** The steps between which a process may die, told to whoever listens: trials, which kill there. */
@NullMarked
package io.postledger.saga.step;

import org.jspecify.annotations.NullMarked;
