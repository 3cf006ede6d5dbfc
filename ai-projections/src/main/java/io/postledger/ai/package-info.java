/** Features and what is learned from them. */
@NullMarked
package io.postledger.ai;

import org.jspecify.annotations.NullMarked;
