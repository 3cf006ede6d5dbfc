/** Deliveries of posts that wait for a person. */
@NullMarked
package io.postledger.web.publication;

import org.jspecify.annotations.NullMarked;
