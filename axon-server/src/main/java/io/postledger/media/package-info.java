/** The media vault: bytes of pictures and videos beside the log, what they are, and the links that networks fetch them by. */
@NullMarked
package io.postledger.media;

import org.jspecify.annotations.NullMarked;
