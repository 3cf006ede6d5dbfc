/** The library: pictures and videos of a workspace. */
@NullMarked
package io.postledger.query.media;

import org.jspecify.annotations.NullMarked;
