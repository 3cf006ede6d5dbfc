/** HTTP for what a workspace agrees to. */
@NullMarked
package io.postledger.web.consent;

import org.jspecify.annotations.NullMarked;
