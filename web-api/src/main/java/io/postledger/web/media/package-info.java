/** Pictures and videos: bringing them, looking at them, and the links that networks fetch them by. */
@NullMarked
package io.postledger.web.media;

import org.jspecify.annotations.NullMarked;
