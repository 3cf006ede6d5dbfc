/** Every refusal as RFC 9457 problem+json with a stable code, whatever it came from. */
@NullMarked
package io.postledger.web.problem;

import org.jspecify.annotations.NullMarked;
