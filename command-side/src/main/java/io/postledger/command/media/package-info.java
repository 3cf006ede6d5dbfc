/** Pictures and videos: what is in the library of a workspace. */
@NullMarked
package io.postledger.command.media;

import org.jspecify.annotations.NullMarked;
