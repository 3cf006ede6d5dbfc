/** Where events are stored: under which names, and in which store. */
@NullMarked
package io.postledger.store;

import org.jspecify.annotations.NullMarked;
