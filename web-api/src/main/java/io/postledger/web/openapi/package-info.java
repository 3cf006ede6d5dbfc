/** The description of this API, made from its code. */
@NullMarked
package io.postledger.web.openapi;

import org.jspecify.annotations.NullMarked;
