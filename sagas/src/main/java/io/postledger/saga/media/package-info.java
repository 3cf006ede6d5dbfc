/** Pictures and videos on their way to networks, and the vault's housekeeping. */
@NullMarked
package io.postledger.saga.media;

import org.jspecify.annotations.NullMarked;
