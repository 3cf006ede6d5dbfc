/** A workspace to look at: made through the public API, in a form that looks like a month of somebody's work. */
@NullMarked
package io.postledger.trial.demo;

import org.jspecify.annotations.NullMarked;
