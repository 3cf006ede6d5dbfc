/** History, and who reads it or takes it out, over HTTP. */
@NullMarked
package io.postledger.web.history;

import org.jspecify.annotations.NullMarked;
