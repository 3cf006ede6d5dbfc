/** Who asks, and for what: the way from an HTTP request to a message with its metadata. */
@NullMarked
package io.postledger.web.call;

import org.jspecify.annotations.NullMarked;
