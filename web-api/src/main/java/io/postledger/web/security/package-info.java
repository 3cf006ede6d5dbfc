/** Who is asking: bearer tokens of our own, checked on every request; nothing is kept between requests. */
@NullMarked
package io.postledger.web.security;

import org.jspecify.annotations.NullMarked;
